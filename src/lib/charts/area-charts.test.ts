import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { controlLimits } from '../statistics/control-limits.ts';
import { ageSexPyramidOption } from './age-sex-pyramid.ts';
import { areaFunnelOption, expectedAxis, limitSteps, type FunnelPoint } from './area-funnel.ts';
import { areaRankingOption, ranked, rankingAxis, rankingHeight, type RankedPlace } from './area-ranking.ts';
import { renderToSvg } from './echarts.ts';
import { placeLabels } from './label-places.ts';
import { patientPyramidOf, type PatientsByAgeSex } from './patient-pyramid.ts';
import { axisEnds } from './value-axis.ts';

const place = (code: string, value: number | null, more: Partial<RankedPlace> = {}): RankedPlace => ({
  code,
  name: `町${code}`,
  area: '0403',
  estimate: value === null ? null : { value, lower: value * 0.8, upper: value * 1.25 },
  absent: { mark: '秘匿', hatched: true },
  differs: false,
  selected: false,
  told: code,
  ...more
});
const rankingSvg = (places: readonly RankedPlace[], reference: number | null = 100): string =>
  renderToSvg(
    areaRankingOption(places, reference, { reference: '県=100' }, String),
    400,
    rankingHeight(places.length),
    'r'
  );
const count = (svg: string, what: RegExp): number => [...svg.matchAll(what)].length;

describe('a ranking', () => {
  it('puts the highest first and withheld places last, in the order they came', () => {
    const order = ranked([place('x', null), place('a', 80), place('b', 130), place('y', null)]);
    expect(order.map((p) => p.code)).toEqual(['b', 'a', 'x', 'y']);
  });
  it('fills what differs, leaves open what may be chance, hatches what is withheld', () => {
    const places = ranked([place('a', 140, { differs: true }), place('b', 101), place('c', null)]);
    const svg = rankingSvg(places);
    expect(count(svg, /fill="var\(--area-0403, var\(--cat-7\)\)"/g)).toBe(1);
    expect(svg).toContain('秘匿');
    expect(svg).toMatch(/<pattern/);
    expect(svg).toContain('県=100');
    expect(svg).not.toContain('NaN');
  });
  it('hatches only what is withheld, and says of another place why it has no value', () => {
    const svg = rankingSvg([
      place('a', 140),
      place('b', null, { absent: { mark: '未報告', hatched: false } })
    ]);
    expect(svg).toContain('未報告');
    expect(svg).not.toMatch(/<pattern/);
  });
  it('sets in bold only what differs, not the place that is pinned', () => {
    const svg = rankingSvg([place('a', 140, { differs: true }), place('b', 101, { selected: true })], null);
    expect(count(svg, /font-weight[:=]"?bold/g)).toBe(1);
    expect(svg).toContain('var(--accent-soft)');
  });
  it('has every value on its axis, and marks an interval that runs past its end', () => {
    const places = [
      place('a', 90),
      place('b', 110),
      { ...place('c', 120), estimate: { value: 120, lower: 5, upper: 900 } }
    ];
    const { min, max } = rankingAxis(places, 100);
    expect(min).toBeLessThanOrEqual(90);
    expect(max).toBeGreaterThanOrEqual(120);
    expect(max).toBeLessThan(900);
    const cut = count(rankingSvg(places), /<polyline/g);
    const whole = count(rankingSvg([...places.slice(0, 2), place('c', 120)]), /<polyline/g);
    expect(cut).toBeGreaterThan(whole);
  });
  it('of nothing but withheld places, or of none, is drawn without a number', () => {
    expect(rankingSvg([place('a', null), place('b', null)])).not.toContain('NaN');
    expect(rankingSvg([], null)).not.toContain('NaN');
  });
  it('shows hostile names as words', () => {
    const svg = rankingSvg([place('a', 100, { name: '<script>x</script>' })]);
    expect(svg).not.toContain('<script>');
  });
});

const point = (
  code: string,
  expected: number,
  value: number,
  more: Partial<FunnelPoint> = {}
): FunnelPoint => ({
  code,
  name: `町${code}`,
  area: '0409',
  expected,
  value,
  outside: false,
  selected: false,
  told: code,
  ...more
});
const funnelSvg = (points: readonly FunnelPoint[]): string => {
  const limits = limitSteps(expectedAxis(points.map((p) => p.expected))).map((expected) => ({
    expected,
    ...controlLimits(expected, 0)!
  }));
  return renderToSvg(areaFunnelOption(points, limits, { expected: '期待件数' }, 'ja'), 500, 320, 'f');
};

describe('a funnel', () => {
  it('names the points outside and no others, and its limits', () => {
    const svg = funnelSvg([
      point('in', 50, 104),
      point('out', 80, 180, { outside: true }),
      point('low', 20, 90)
    ]);
    expect(svg).toContain('町out');
    expect(svg).not.toContain('町in');
    expect(svg).toContain('99.8%');
    expect(svg).not.toContain('NaN');
  });
  it('keeps a point filled while another figure points at it: the library cannot lift a CSS variable', () => {
    const option = areaFunnelOption([point('a', 50, 180, { outside: true })], [], { expected: '' }, 'ja');
    const { data } = (option['series'] as { type: string; data: never[] }[]).find(
      (s) => s.type === 'scatter'
    )!;
    expect(data[0]).toMatchObject({
      itemStyle: { color: 'var(--area-0409, var(--cat-7))' },
      emphasis: { itemStyle: { color: 'var(--area-0409, var(--cat-7))' } }
    });
  });
  it('takes a log scale only where places differ more than fortyfold in size', () => {
    expect(expectedAxis([10, 300]).log).toBe(false);
    expect(expectedAxis([10, 3000])).toMatchObject({ log: true, min: 10 });
    expect(expectedAxis([])).toEqual({ min: 0, max: 1, interval: 1, log: false });
  });
  it('draws its limits across the whole axis, ascending', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.5, max: 1e5, noNaN: true }), { minLength: 1 }), (expected) => {
        const axis = expectedAxis(expected);
        const steps = limitSteps(axis);
        expect(steps.at(-1)).toBeCloseTo(axis.max, 6);
        expect(steps[0]).toBeGreaterThan(0);
        for (let i = 1; i < steps.length; i++) expect(steps[i]).toBeGreaterThan(steps[i - 1]!);
        expect(Math.max(...expected)).toBeLessThanOrEqual(axis.max);
      })
    );
  });
});

describe('labels of points', () => {
  const frame = { left: 0, top: 0, right: 400, bottom: 300 };
  it('touch neither each other nor a point nor the frame', () => {
    const spot = fc.record({ x: fc.integer({ min: 0, max: 400 }), y: fc.integer({ min: 0, max: 300 }) });
    fc.assert(
      fc.property(fc.array(spot, { maxLength: 30 }), (spots) => {
        const placed = placeLabels(
          spots.map((s, i) => ({ ...s, text: `町${i}` })),
          spots,
          11,
          frame
        );
        const box = ({ textX, textY }: { textX: number; textY: number }) => ({
          left: textX - 11,
          right: textX + 11,
          top: textY - 6,
          bottom: textY + 6
        });
        placed.forEach((label, i) => {
          const a = box(label);
          expect(a.left >= 0 && a.right <= 400 && a.top >= 0 && a.bottom <= 300).toBe(true);
          for (const other of placed.slice(i + 1)) {
            const b = box(other);
            expect(a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom).toBe(false);
          }
          for (const { x, y } of spots)
            expect(x > a.left && x < a.right && y > a.top && y < a.bottom).toBe(false);
        });
      })
    );
  });
  it('stand beside a lone point without a leader', () => {
    const [label] = placeLabels([{ x: 100, y: 100, text: '石巻市' }], [{ x: 100, y: 100 }], 11, frame);
    expect(label!.leader).toBe(false);
    expect(label!.textX).toBeGreaterThan(100);
    expect(label!.textY).toBe(100);
  });
});

describe('an axis', () => {
  it('holds its values in three to eight even steps', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e5, noNaN: true }),
        fc.double({ min: 0.01, max: 1e5, noNaN: true }),
        (least, span) => {
          const { min, max, interval } = axisEnds(least, least + span);
          expect(min).toBeLessThanOrEqual(least + interval * 1e-6);
          expect(max).toBeGreaterThanOrEqual(least + span - interval * 1e-6);
          const steps = (max - min) / interval;
          expect(Math.abs(steps - Math.round(steps))).toBeLessThan(1e-6);
          expect(Math.round(steps)).toBeGreaterThanOrEqual(2);
          expect(Math.round(steps)).toBeLessThanOrEqual(8);
        }
      )
    );
  });
});

describe('a pyramid of patients', () => {
  const rows = (patients: readonly (number | null)[]): PatientsByAgeSex[] =>
    ['0-64', '65-74', '75+'].flatMap((age, i) =>
      (['male', 'female'] as const).map((sex, k) => ({
        age,
        sex,
        patients: patients[2 * i + k] ?? null,
        population: 100
      }))
    );
  it('gives shares of the published patients, and of people of 75 and over', () => {
    const pyramid = patientPyramidOf(rows([10, 10, 20, 20, 70, 70]));
    expect(pyramid.bands.map((b) => b.visits.male)).toEqual([5, 10, 35]);
    expect(pyramid.aged75.patients).toBe(70);
    expect(pyramid.aged75.residents).toBeCloseTo(100 / 3, 9);
    expect([pyramid.absent, pyramid.partial, pyramid.counted]).toEqual([0, false, 200]);
  });
  it('with most cells absent, or a fifth of the total missing, tells that its shares are not those of the whole', () => {
    expect(patientPyramidOf(rows([null, null, null, null, 70, 70])).partial).toBe(true);
    expect(patientPyramidOf(rows([10, 10, 20, 20, 70, 70]), 300).partial).toBe(true);
    expect(patientPyramidOf(rows([null, 10, 20, 20, 70, 70]), 200).partial).toBe(false);
  });
  it('hatches a band without a value, and draws no number for it', () => {
    const words = { male: '男', female: '女', visits: '患者', residents: '住民', absent: '0または秘匿' };
    const svg = renderToSvg(
      ageSexPyramidOption(patientPyramidOf(rows([null, 10, 20, 20, 70, 70])), words),
      300,
      220,
      'p'
    );
    expect(svg).toMatch(/<pattern/);
    expect(svg).not.toContain('NaN');
    const whole = renderToSvg(
      ageSexPyramidOption(patientPyramidOf(rows([10, 10, 20, 20, 70, 70])), words),
      300,
      220,
      'p'
    );
    expect(whole).not.toMatch(/<pattern/);
  });
  it('of no patients and nobody has no shares', () => {
    const pyramid = patientPyramidOf(rows([]).map((row) => ({ ...row, population: 0 })));
    expect(pyramid.aged75).toEqual({ patients: null, residents: null });
    expect(pyramid.counted).toBe(0);
  });
});
