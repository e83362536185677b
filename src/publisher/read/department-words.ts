import { DEPARTMENTS, type Department } from '#lib/domain/department.ts';

/**
 * Names of departments (診療科) and the group each belongs to, the first rule that fits: what is special stands before
 * what is general, since 脳神経内科 is no 内科 here and 小児外科 no 外科.
 */
const RULES: readonly (readonly [RegExp, Department])[] = [
  [/小児|産科|産婦|婦人|周産|新生児|pa?ediatr|obstet|gyna?ecol|neonat|perinatal/i, 'paediatrics_obstetrics'],
  [/精神|心療|psychiatr|psychosom/i, 'psychiatry'],
  [/脳|神経|neuro|stroke/i, 'neuro'],
  [/整形|リハビリ|脊椎|脊髄|手外科|orthop|rehab|physiatr/i, 'orthopaedics'],
  [/眼|耳鼻|頭頸|頭頚|ophthalm|otolaryn|otorhino|\bent\b|\beye/i, 'sense_organs'],
  [/皮膚|皮フ|泌尿|dermat|urolog/i, 'skin_urology'],
  [/歯|口腔|dental|dentist|\boral\b/i, 'other'],
  [/外科|乳腺|移植|surg/i, 'surgery'],
  [
    /内科|総合診療|循環器|消化器|呼吸器|腎臓?科|血液|糖尿|内分泌|代謝|感染症|腫瘍|リウマチ|膠原病|アレルギー|家庭医|老年|internal|general (?:medicine|practice)|family|geriatr|cardiolog|gastroent|hepatol|respir|pulmon|nephrol|ha?ematol|endocrin|diabet|oncolog|rheumat|infectious|allerg/i,
    'internal'
  ],
  [
    /放射線|麻酔|救急|救命|集中治療|病理|検査|緩和|ペイン|健診|検診|遺伝|その他|radiol|ana?esthes|emergency|critical|intensive|patholog|palliative|\bpain\b|laborator|genetic|^other$/i,
    'other'
  ]
];

/**
 * The department group (index in DEPARTMENTS) of a department as a source names it, in Japanese or English, or by
 * the group's own word; 不明 for anything else.
 */
export function departmentIndex(name: string | null): number {
  const text = (name ?? '').normalize('NFKC').trim();
  const known = DEPARTMENTS.find((department) => department === text.toLowerCase());
  return DEPARTMENTS.indexOf(known ?? RULES.find(([pattern]) => pattern.test(text))?.[1] ?? 'unknown');
}
