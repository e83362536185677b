import { AGE5 } from '#lib/domain/age-band.ts';
import { ARRIVALS } from '#lib/domain/arrival.ts';
import { CHAPTER_GROUPS } from '#lib/domain/chapter-group.ts';
import { DEPARTMENTS } from '#lib/domain/department.ts';
import type { Month } from '#lib/domain/period.ts';
import { SETTINGS } from '#lib/domain/setting.ts';
import { NO_DIAGNOSIS } from './diagnosis.ts';
import { DIAGNOSIS_PART } from './visit-codes.ts';
import { OUTCOMES, VISIT_COLUMNS } from './visit-contract.ts';

/** How each column of a visit follows from its source rows; `v` visit, `p` patient, `c` circumstance, `d` diagnosis. */
const VALUES: Readonly<Record<keyof typeof VISIT_COLUMNS, string>> = {
  month: 'v.month',
  patient: 'p.patient',
  geography: 'p.geography',
  age_leaf: `p.sex * ${AGE5.length} + case when (v.day - p.born) // 10000 between 0 and 130
      then least((v.day - p.born) // 50000, ${AGE5.indexOf('90+')}) else ${AGE5.indexOf('unknown')} end`,
  disease_leaf: `c.setting * ${CHAPTER_GROUPS.length} + coalesce(${DIAGNOSIS_PART.group('d.code')}, ${NO_DIAGNOSIS.group})`,
  chapter: `coalesce(${DIAGNOSIS_PART.chapter('d.code')}, ${NO_DIAGNOSIS.chapter})`,
  category: `coalesce(${DIAGNOSIS_PART.category('d.code')}, ${NO_DIAGNOSIS.category})`,
  facility: 'c.facility',
  facility_area: 'c.facility_area',
  arrival: `coalesce(a.index, ${ARRIVALS.indexOf('unknown')})`,
  weekday: 'isodow(v.visit_start_date)',
  hour: `case when v.visit_start_datetime is null or (epoch_us(v.visit_start_datetime) % 86400000000 = 0 and not c.midnight_is_a_time)
      then -1 else hour(v.visit_start_datetime) end`,
  first_visit: 'case when c.tells_first then v.preceding_visit_occurrence_id is null end',
  department: `coalesce(s.department, ${DEPARTMENTS.indexOf('unknown')})`,
  mdc: 'coalesce(m.mdc, 0)',
  bed_days: `case when c.setting = ${SETTINGS.indexOf('inpatient')} then greatest(1, coalesce(v.visit_end_date - v.visit_start_date, 1)) else 0 end`,
  outcome: `coalesce(o.index, ${OUTCOMES.indexOf('unknown')})`
};

/** What marks the main diagnosis of a visit: 32902, else 32903, else 32901, else the first. */
const MAIN_DIAGNOSIS =
  'case condition_status_concept_id when 32902 then 0 when 32903 then 1 when 32901 then 2 else 3 end::hugeint * 18446744073709551616 + condition_occurrence_id';

/**
 * SQL that adds the visits of a range of ids to table `visit`, up to the last closed month, without people who asked to stop.
 * The bounds are numbers of ours, written out so that the engine skips what lies outside them.
 */
export function joinVisits(from: bigint, to: bigint, closed: Month): string {
  const inside = `visit_occurrence_id between ${from} and ${to}`;
  return `
  insert into visit (${Object.keys(VALUES).join(', ')})
  select ${Object.values(VALUES).join(',\n    ')}
  from (
    select *, year(visit_start_date) * 100 + month(visit_start_date) as month,
      year(visit_start_date) * 10000 + month(visit_start_date) * 100 + day(visit_start_date) as day
    from source_visit_occurrence where ${inside}
  ) v
  join patient p on p.person_id = v.person_id and p.patient is not null
  join circumstance c on c.care_site_id is not distinct from v.care_site_id and c.concept = coalesce(v.visit_concept_id, 0)
  left join (
    select visit_occurrence_id, arg_min(w.code, ${MAIN_DIAGNOSIS}) as code
    from source_condition_occurrence join diagnosis_of w on w.word is not distinct from condition_source_value
    where ${inside} group by visit_occurrence_id
  ) d on d.visit_occurrence_id = v.visit_occurrence_id
  left join (select visit_occurrence_id, mdc from dpc where ${inside}) m on m.visit_occurrence_id = v.visit_occurrence_id
  left join department_of s on s.provider_id = v.provider_id
  left join arrival_of a on a.word is not distinct from v.admitted_from_source_value and a.concept is not distinct from v.admitted_from_concept_id
  left join outcome_of o on o.word is not distinct from v.discharged_to_source_value and o.concept is not distinct from v.discharged_to_concept_id
  where v.month <= ${closed}
  order by v.month`;
}
