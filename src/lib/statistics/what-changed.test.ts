import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MIYAGI } from '#lib/domain/geography.ts';
import type { MonthlySeries, SeriesSubject } from '#lib/domain/monthly-series.ts';
import { addMonths } from '#lib/domain/period.ts';
import { FALSE_DISCOVERY_RATE } from './false-discovery-rate.ts';
import { poissonQuantile } from './count-distribution.ts';
import { scanSeries } from './scan-series.ts';
import { whatChanged, type ScannedSeries } from './what-changed.ts';

const FIRST = 201404;
const LENGTH = 96;
const month = (t: number) => addMonths(FIRST, t);

/** Uniform numbers of a seed, each in 0–1. */
function* uniforms(seed: number): Generator<number, never> {
  for (let x = seed * 2654435761 + 1; ;) {
    x = (x * 1664525 + 1013904223) % 4294967296;
    yield x / 4294967296;
  }
}

/** Poisson counts with a season about a level. */
function counts(seed: number, level = 80, length = LENGTH): number[] {
  const draw = uniforms(seed);
  for (let i = 0; i < 20; i++) draw.next();
  return Array.from({ length }, (_, t) =>
    poissonQuantile(
      Math.min(0.999999, draw.next().value),
      level * (1 + 0.4 * Math.sin((2 * Math.PI * t) / 12))
    )
  );
}

const block = (name: string): SeriesSubject => ({
  kind: 'block',
  chapter: 'X',
  block: name,
  setting: 'outpatient'
});
const series = (
  values: readonly (number | null)[],
  {
    subject = block('J09-J18'),
    within = ['0401', MIYAGI]
  }: Partial<Pick<MonthlySeries, 'subject' | 'within'>> = {}
): MonthlySeries => ({
  subject,
  within,
  place: within[0]!,
  firstMonth: FIRST,
  counts: values,
  rounded: true
});
const scanned = (...all: MonthlySeries[]): ScannedSeries[] =>
  all.map((one) => ({ series: one, scan: scanSeries(one) }));
const raised = (values: number[], from: number, to: number, factor: number): number[] =>
  values.map((count, t) => (t >= from && t <= to ? Math.round(count * factor) : count));

/** Series without any change, each of a place and disease of its own. */
const quiet = (n: number, from = 1): MonthlySeries[] =>
  Array.from({ length: n }, (_, i) =>
    series(counts(from + i), {
      subject: block(`A${String(i % 90).padStart(2, '0')}-A${String(i % 90).padStart(2, '0')}`),
      within: [`place ${from + i}`]
    })
  );

describe('what changed', () => {
  it('tells an outbreak among quiet series, with its months, figures and range', () => {
    const found = whatChanged(scanned(...quiet(60), series(raised(counts(500), 93, 94, 2.5))));
    expect(found.told).toHaveLength(1);
    const [change] = found.told;
    expect(change).toMatchObject({
      kind: 'months',
      direction: 'more',
      from: month(93),
      to: month(94),
      months: 2,
      beyondChance: true
    });
    expect(change!.observed).toBeGreaterThan(change!.upper);
    expect(change!.expected).toBeGreaterThan(change!.lower);
    expect(change!.adjusted).toBeLessThanOrEqual(FALSE_DISCOVERY_RATE);
    expect(change!.recent).toHaveLength(36);
    expect(found.tests).toBe(61 * 13);
  });

  it('tells months with fewer visits as well', () => {
    const [change] = whatChanged(scanned(...quiet(30), series(raised(counts(501), 91, 95, 0.3)))).told;
    expect(change).toMatchObject({ direction: 'fewer', beyondChance: true });
    expect(change!.observed).toBeLessThan(change!.lower);
  });

  it('tells a lasting change as a shift, from the month it began', () => {
    const [change] = whatChanged(scanned(...quiet(30), series(raised(counts(502), 90, 95, 1.6)))).told;
    expect(change).toMatchObject({ kind: 'shift', direction: 'more', month: null, to: month(95) });
    expect(Math.abs(change!.from - month(90))).toBeLessThanOrEqual(1);
  });

  it('tells nested series once, by the most surprising, and keeps the others under it', () => {
    const outbreak = raised(counts(503), 94, 95, 3);
    const elsewhere = counts(504, 600);
    const all = scanned(
      ...quiet(30),
      series(outbreak),
      series(
        outbreak.map((count, t) => count + elsewhere[t]!),
        { within: [MIYAGI] }
      ),
      series(outbreak, { subject: { kind: 'planning', group: 'pneumonia' } }),
      series(raised(counts(505), 94, 95, 3), { subject: block('K00-K14') })
    );
    const { told } = whatChanged(all);
    expect(told.map(({ key }) => key).sort()).toEqual([
      '0401|outpatient|J09-J18|more',
      '0401|outpatient|K00-K14|more'
    ]);
    const [head] = told.filter(({ key }) => key.includes('J09'));
    expect(head!.also.map(({ key }) => key)).toContain('0401|group|pneumonia|more');
  });

  it('does not group changes of different directions, times or places', () => {
    const { told } = whatChanged(
      scanned(
        ...quiet(30),
        series(raised(counts(506), 86, 86, 3)),
        series(raised(counts(507), 94, 94, 3), { subject: { kind: 'planning', group: 'pneumonia' } }),
        series(raised(counts(508), 94, 94, 3), { within: ['0403', MIYAGI] })
      )
    );
    expect(told).toHaveLength(3);
  });

  it('finds nothing in series that never change, however many', () => {
    const constant = Array.from({ length: 20 }, (_, i) =>
      series(new Array<number>(LENGTH).fill(10 + i), { within: [`place ${i}`] })
    );
    const found = whatChanged(scanned(...constant));
    expect(found.judged).toBe(20);
    expect(found.told).toEqual([]);
    expect(found.candidates).toEqual([]);
  });

  it('a constant series among others is never told', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 0, max: 400 }), (level, seed) => {
        const found = whatChanged(
          scanned(
            series(new Array<number>(LENGTH).fill(level), { within: ['constant'] }),
            ...quiet(3, seed),
            series(raised(counts(seed), 95, 95, 3))
          )
        );
        expect(found.candidates.some(({ series: { place } }) => place === 'constant')).toBe(false);
      }),
      { numRuns: 40 }
    );
  });

  it('does not depend on the order of the series', () => {
    const all = scanned(
      ...quiet(12),
      series(raised(counts(509), 95, 95, 2.5)),
      series(raised(counts(509), 95, 95, 2.5), { within: [MIYAGI] }),
      series(raised(counts(510), 90, 95, 2), { subject: block('K00-K14') })
    );
    const told = whatChanged(all);
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (shuffled) => {
        expect(whatChanged(shuffled)).toEqual(told);
      }),
      { numRuns: 25 }
    );
  });

  it('tells nothing whose adjusted p is above the accepted rate, and no adjusted p is below its own p', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.double({ min: 1, max: 4, noNaN: true }),
        (seed, factor) => {
          const found = whatChanged(scanned(...quiet(8, seed), series(raised(counts(seed), 95, 95, factor))));
          for (const change of found.candidates) {
            expect(change.adjusted).toBeGreaterThanOrEqual(change.pValue);
            expect(change.beyondChance).toBe(change.adjusted <= FALSE_DISCOVERY_RATE);
          }
        }
      ),
      { numRuns: 40 }
    );
  });

  it('keeps false alarms under the accepted rate: of 60 quiet families of 20 series few tell anything', () => {
    const alarms = Array.from({ length: 60 }, (_, i) =>
      whatChanged(scanned(...quiet(20, 1000 + 20 * i)))
    ).filter(({ told }) => told.length > 0).length;
    // P(more than 8 of 60 at 5 % each) is under 1 %
    expect(alarms).toBeLessThanOrEqual(8);
  });

  it('says how many series it could not judge: too short, or too often withheld', () => {
    const gaps: (number | null)[] = counts(511).map((count, t) => (t % 3 === 0 ? null : count));
    const short = { ...series(counts(512, 80, 29)), within: ['short'], place: 'short' };
    const found = whatChanged(scanned(series(counts(513)), series(gaps), short));
    expect([found.judged, found.notJudged]).toEqual([1, 2]);
    expect(whatChanged([])).toMatchObject({ judged: 0, notJudged: 0, tests: 0, told: [], candidates: [] });
  });
});
