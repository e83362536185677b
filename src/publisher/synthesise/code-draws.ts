import { age6Of } from '#lib/domain/age-band.ts';
import type { Month } from '#lib/domain/period.ts';
import { CODE_LIST, CODES, codeSeason, type BroadAge } from './icd10-codes.ts';
import { concerns, type Injection } from './injections.ts';
import { cumulative, type Random } from './random.ts';
import { BANDS, BOTH_SEXES, CHAPTER_NUMBERS } from './visit-weights.ts';

const indexOf = new Map(CODE_LIST.map((code, i) => [code, i]));

/** The broad age of every band. */
const BROAD_AGE: readonly BroadAge[] = BANDS.map((band) => {
  const group = age6Of(band);
  return group === '0-14' ? 0 : group === '65-74' ? 2 : group === '75-84' || group === '85+' ? 3 : 1;
});

interface Choice {
  /** Indexes in CODE_LIST. */
  readonly index: readonly number[];
  readonly sums: Float64Array;
}

/** Codes of a part of the visits of a month, as an injection concerns them. */
export interface CodeShares {
  /** Whether a code (index in CODE_LIST) is concerned. */
  readonly concerned: Uint8Array;
  /** Share of the concerned codes among the visits of a chapter, sex and band. */
  readonly of: (chapter: number, sex: number, band: number) => number;
  /** One of the concerned codes of a chapter, sex and band. */
  readonly draw: (random: Random, chapter: number, sex: number, band: number) => number;
}

/** Draws the codes of visits of one month, by chapter (index in CHAPTER_NUMBERS), sex and band. */
export class CodeDraws {
  readonly #choices: readonly Choice[];

  constructor(private readonly month: Month) {
    this.#choices = choicesOf(month, () => true);
  }

  /** Index in CODE_LIST; 0 where the chapter is the unrecorded one. */
  draw(random: Random, chapter: number, sex: number, band: number): number {
    const { index, sums } = this.#choices[at(chapter, sex, band)]!;
    return index.length === 0 ? 0 : index[random.draw(sums)]!;
  }

  /** The part of the codes that an injection concerns. */
  sharesOf(injection: Injection): CodeShares {
    const part = choicesOf(this.month, (code) => concerns(injection, code));
    const total = (choice: Choice): number => choice.sums.at(-1) ?? 0;
    return {
      concerned: Uint8Array.from(CODE_LIST, (code) => (code !== null && concerns(injection, code) ? 1 : 0)),
      of: (chapter, sex, band) => {
        const whole = total(this.#choices[at(chapter, sex, band)]!);
        return whole === 0 ? 0 : total(part[at(chapter, sex, band)]!) / whole;
      },
      draw: (random, chapter, sex, band) => {
        const { index, sums } = part[at(chapter, sex, band)]!;
        return index[random.draw(sums)]!;
      }
    };
  }
}

const at = (chapter: number, sex: number, band: number): number =>
  (chapter * BOTH_SEXES.length + sex) * 4 + BROAD_AGE[band]!;

function choicesOf(month: Month, takes: (code: string) => boolean): readonly Choice[] {
  return CHAPTER_NUMBERS.flatMap((no) =>
    BOTH_SEXES.flatMap((sex) =>
      ([0, 1, 2, 3] as const).map((age): Choice => {
        const list = (CODES[no] ?? []).filter(
          (choice) => takes(choice.code) && (choice.sex === undefined || choice.sex === sex)
        );
        return {
          index: list.map((choice) => indexOf.get(choice.code)!),
          sums: cumulative(
            list.map((choice) => choice.weight * choice.ages[age]! * codeSeason(choice.code, month))
          )
        };
      })
    )
  );
}
