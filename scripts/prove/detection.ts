import { MIYAGI } from '../../src/lib/domain/geography.ts';
import {
  overlappingSubjects,
  type MonthlySeries,
  type SeriesSubject
} from '../../src/lib/domain/monthly-series.ts';
import { SCANNED_MONTHS } from '../../src/lib/domain/monthly-series.ts';
import { addMonths, monthsBetween, type Month } from '../../src/lib/domain/period.ts';
import { followedDays } from '../../src/lib/statistics/followed-days.ts';
import { judgedMonths, scanOf, type JudgedMonth } from '../../src/lib/statistics/scan-series.ts';
import { whatChanged, type Change, type ScannedSeries } from '../../src/lib/statistics/what-changed.ts';
import { INJECTIONS, type Injection } from '../../src/publisher/synthesise/injections.ts';
import { inventedSeries } from './detection-rows.ts';
import { Progress, type Prover } from './proof.ts';

const FROM: Month = 201804;
const TO: Month = 202603;
/** The first month that closes with about three years behind it. */
const FIRST_CLOSED: Month = 202104;
const SEED = 20260401;
/** Share of the injected changes that must be told, at whatever delay. */
const LEAST_TOLD = 0.5;
/** Wrongly told changes a scan may bring on a source without any. */
const MOST_FALSE_A_SCAN = 0.5;

/** What a run of monthly scans over one source gave. */
interface Run {
  readonly series: number;
  readonly judged_series_years: number;
  readonly scans: number;
  readonly injections: readonly {
    readonly id: string;
    readonly kind: Injection['kind'];
    readonly factor: number;
    readonly from: Month;
    readonly told_at: Month | null;
    /** Months from the first month of the change to the first scan that tells it: 0 is the scan of that very month. */
    readonly delay_months: number | null;
    readonly told_as: string | null;
  }[];
  /** Told changes no injection explains: each series, direction and month counted once. */
  readonly false_alarms: readonly string[];
}
type State = Partial<Record<'with' | 'without', Run>>;

/** Scans invented sources month by month, as releases would, and holds what is told against what was put in. */
export const DETECTION: Prover = {
  name: 'detection',
  about:
    'what changed: outbreaks and shifts found, their delay, false alarms; a source with and one without them',
  prove: (until) => {
    const progress = new Progress<State>('detection', {});
    for (const name of ['with', 'without'] as const) {
      if (progress.state[name]) continue;
      if (until()) return null;
      console.log(`  drawing and scanning a source ${name} injections …`);
      progress.keep({ ...progress.state, [name]: runOf(name === 'with') });
    }
    const { with: injected, without } = progress.state as Required<State>;
    progress.forget();
    const told = injected.injections.filter(({ told_at }) => told_at !== null);
    const delays = told.map(({ delay_months }) => delay_months!).sort((a, b) => a - b);
    const a_scan = without.false_alarms.length / without.scans;
    const perYears = (run: Run): string =>
      ((1000 * run.false_alarms.length) / run.judged_series_years).toFixed(2);
    return {
      holds: a_scan <= MOST_FALSE_A_SCAN && told.length >= LEAST_TOLD * injected.injections.length,
      line: `${injected.scans} monthly scans of about ${injected.series} series each: ${told.length} of ${injected.injections.length} changes told (${told.map(({ id }) => id).join(', ')}), delay ${delays.length ? `${delays[Math.floor(delays.length / 2)]} months at the median` : 'none'}; false alarms ${injected.false_alarms.length} with and ${without.false_alarms.length} without injections (${perYears(injected)} and ${perYears(without)} a 1,000 series-years)`,
      figures: { seed: SEED, scale: 1, from: FROM, to: TO, first_scan: FIRST_CLOSED, with: injected, without }
    };
  }
};

function runOf(injections: boolean): Run {
  const all = inventedSeries({ from: FROM, to: TO, scale: 1, seed: SEED, injections }, (done, of) => {
    if (done % 24 === 0) console.log(`    ${done} of ${of} months drawn`);
  });
  const first = monthsBetween(FROM, FIRST_CLOSED);
  const judged = all.map((series): { series: MonthlySeries; months: JudgedMonth[] } => {
    const days = followedDays(series.subject, series.firstMonth, series.counts.length);
    return { series, months: judgedMonths(series, first - SCANNED_MONTHS + 1, days ?? undefined) };
  });
  const active = INJECTIONS.filter(
    ({ from, to }) => injections && (to === null || to >= FIRST_CLOSED) && from <= TO
  );
  const toldAt = new Map<string, { at: Month; as: string }>();
  const wrong = new Set<string>();
  let scans = 0;
  for (let last = first; last <= monthsBetween(FROM, TO); last++, scans++) {
    const closed = addMonths(FROM, last);
    const scanned = judged.map(({ series, months }): ScannedSeries => ({
      series: { ...series, counts: series.counts.slice(0, last + 1) },
      scan: scanOf(
        months.filter(({ index }) => index <= last && index > last - SCANNED_MONTHS),
        last
      )
    }));
    for (const change of whatChanged(scanned).told) {
      const explained = [change, ...change.also].flatMap((one) =>
        active.filter((injection) => explains(injection, one))
      );
      for (const { id } of explained)
        if (!toldAt.has(id)) toldAt.set(id, { at: closed, as: `${change.key} ${change.kind}` });
      if (explained.length === 0) wrong.add(`${change.key} ${change.kind} ${change.month ?? change.from}`);
    }
  }
  return {
    series: all.length,
    judged_series_years: judged.reduce(
      (years, { months }) => years + months.filter(({ index }) => index >= first).length / 12,
      0
    ),
    scans,
    injections: active.map(({ id, kind, factor, from }) => {
      const told = toldAt.get(id);
      return {
        id,
        kind,
        factor,
        from,
        told_at: told?.at ?? null,
        delay_months: told ? monthsBetween(from, told.at) : null,
        told_as: told?.as ?? null
      };
    }),
    false_alarms: [...wrong].sort()
  };
}

/** Whether a change is what an injection did: its direction, its months, a place and a disease that hold one another. */
function explains(injection: Injection, { series, direction, from, to }: Change): boolean {
  if (direction !== (injection.factor > 1 ? 'more' : 'fewer')) return false;
  if (to < injection.from || (injection.to !== null && from > injection.to)) return false;
  if (injection.area !== null && series.place !== MIYAGI && !series.within.includes(injection.area))
    return false;
  const { subject } = series;
  if (subject.kind === 'total') return false;
  if ('setting' in subject && !injection.settings.includes(subject.setting)) return false;
  return codesAsSubjects(injection).some((of) => overlappingSubjects(of, subject));
}

/** The codes of an injection as blocks of one category each. */
function codesAsSubjects({ codes }: Injection): SeriesSubject[] {
  return codes.flatMap((start) => {
    const [first, last] = start.length === 3 ? [start, start] : [start.padEnd(3, '0'), start.padEnd(3, '9')];
    // a range of categories: what it overlaps is asked, its chapter is not
    return [{ kind: 'block', chapter: '', block: `${first}-${last}`, setting: 'outpatient' }] as const;
  });
}
