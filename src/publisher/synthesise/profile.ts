import { readAreas, type Area } from '../reference/read-reference.ts';
import { hash } from './random.ts';

/** One fictional facility. */
export interface Facility {
  readonly id: number;
  readonly name: string;
  readonly municipality: string;
  readonly area: string;
  /** Relative size among the facilities of its area. */
  readonly weight: number;
}

/** What kind of source is invented. */
export interface Profile {
  readonly name: 'hospital' | 'region';
  readonly name_ja: string;
  readonly name_en: string;
  readonly facilities: readonly Facility[];
  /** Visits a year at scale 1, in the first year of the trend. */
  readonly visitsAYear: number;
  /** Shares of the settings among visits. */
  readonly settings: { readonly inpatient: number; readonly outpatient: number; readonly emergency: number };
  /** Visits of a resident relative to 青葉区 (hospital) or the prefecture (region), by municipality code. */
  readonly reach: (code: string) => number;
  /** Share of residents who are patients of the source within some years, where reach is 1. */
  readonly activeShare: number;
  /** Share of those who come by ambulance relative to an ordinary hospital. */
  readonly ambulance: number;
  /** Share of first visits and admissions that come with a letter. */
  readonly referred: number;
  /** Shares of visits from other prefectures and of unknown residence. */
  readonly outside: number;
  readonly unknownResidence: number;
}

const HOSPITAL: Facility = {
  id: 1,
  name: '架空みやぎ大学病院',
  municipality: '04101',
  area: '0403',
  weight: 1
};

const facility = (
  id: number,
  name: string,
  municipality: string,
  area: string,
  weight: number
): Facility => ({ id, name: `架空${name}`, municipality, area, weight });

const REGION: readonly Facility[] = [
  facility(1, '青葉中央病院', '04101', '0403', 5),
  facility(2, '宮城野総合病院', '04102', '0403', 4),
  facility(3, '太白南病院', '04104', '0403', 3),
  facility(4, '名取沿岸病院', '04207', '0403', 2),
  facility(5, '塩竈湾病院', '04203', '0403', 2),
  facility(6, '大河原中核病院', '04321', '0401', 3),
  facility(7, '角田里山クリニック', '04208', '0401', 1.5),
  facility(8, '大崎平野総合病院', '04215', '0406', 4),
  facility(9, '栗原高原病院', '04213', '0406', 2),
  facility(10, '石巻港総合病院', '04202', '0409', 4),
  facility(11, '登米水郷病院', '04212', '0409', 2),
  facility(12, '気仙沼内湾病院', '04205', '0409', 2),
  facility(13, '白石蔵王病院', '04206', '0401', 1.5),
  facility(14, '加美丘陵病院', '04445', '0406', 1.5)
];

const HOSPITAL_PLACE = { label_lat: 38.27, label_lon: 140.86 };

type Point = Pick<Area, 'label_lat' | 'label_lon'>;

/** Great-circle distance in km, small-angle form; good to 0.1 % within Miyagi. A place without a point lies where the hospital does. */
export function kilometres(from: Point, to: Point): number {
  const [lat, lon] = [from.label_lat ?? HOSPITAL_PLACE.label_lat, from.label_lon ?? HOSPITAL_PLACE.label_lon];
  const north = ((to.label_lat ?? HOSPITAL_PLACE.label_lat) - lat) * 111.2;
  const east = ((to.label_lon ?? HOSPITAL_PLACE.label_lon) - lon) * 111.2 * Math.cos((lat * Math.PI) / 180);
  return Math.hypot(north, east);
}

/** The invented source of a profile. Names of facilities begin with 架空 (fictional). */
export function profileOf(name: 'hospital' | 'region'): Profile {
  const areas = new Map(readAreas().map((area) => [area.code, area]));
  if (name === 'hospital') {
    return {
      name,
      name_ja: '架空みやぎ大学病院（合成データ）',
      name_en: 'Fictional Miyagi University Hospital (synthetic data)',
      facilities: [HOSPITAL],
      visitsAYear: 640_000,
      settings: { inpatient: 0.047, outpatient: 0.926, emergency: 0.027 },
      reach: (code) => {
        const area = areas.get(code);
        if (!area || area.label_lat === null || area.label_lon === null) return 0.1;
        return (
          0.018 +
          0.982 *
            Math.exp(-kilometres(HOSPITAL_PLACE, area) / 20) *
            (0.9 + (hash(7, Number(code)) % 200) / 1000)
        );
      },
      activeShare: 0.16,
      ambulance: 0.6,
      referred: 0.72,
      outside: 0.06,
      unknownResidence: 0.003
    };
  }
  const byArea: Readonly<Record<string, number>> = { '0401': 0.85, '0403': 1, '0406': 1.05, '0409': 1.1 };
  return {
    name,
    name_ja: '架空の連携14施設（合成データ）',
    name_en: 'Fourteen fictional partner facilities (synthetic data)',
    facilities: REGION,
    visitsAYear: 1_960_000,
    settings: { inpatient: 0.045, outpatient: 0.917, emergency: 0.038 },
    // no partner lies near 女川町: some of its months are too few to stand alone, as happens in life
    reach: (code) =>
      (code === '04581' ? 0.032 : 1) *
      (byArea[areas.get(code)?.area ?? '0403'] ?? 1) *
      (0.72 + (hash(11, Number(code)) % 560) / 1000),
    activeShare: 0.3,
    ambulance: 1,
    referred: 0.42,
    outside: 0.025,
    unknownResidence: 0.003
  };
}
