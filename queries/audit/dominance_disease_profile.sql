-- Total, two largest and number of contributions of patients and of facilities to the bed-days of every cell of disease_profile.
-- days of a facility without a name are taken to be the largest one's
with record as (
  select p.area, g.age6, g.age5, g.sex, a.roman as chapter, d.setting, v.patient, v.facility, v.bed_days
  from visit v
  join audit_place p on p.geography = v.geography
  join audit_age g on g.age_leaf = v.age_leaf
  join audit_disease d on d.disease_leaf = v.disease_leaf
  join audit_diagnosis a on a.chapter = v.chapter and a.category = v.category
  where v.month between $first_month and $last_month and p.inside and v.bed_days > 0
),
cell as (
  select coalesce(area, '04') as area, coalesce(age6, age5, 'all') as age, coalesce(sex, 'all') as sex,
    coalesce(chapter, 'all') as chapter, coalesce(setting, 'all') as setting, patient, facility, sum(bed_days) as amount
  from record
  group by grouping sets (
    (area, age6, sex, chapter, setting, patient, facility), (age5, sex, chapter, setting, patient, facility),
    (area, age6, sex, patient, facility), (age5, sex, patient, facility),
    (area, chapter, setting, patient, facility), (chapter, setting, patient, facility))
),
one as (
  select area, age, sex, chapter, setting, 'patient' as kind, patient as contributor, sum(amount) as amount from cell group by all
  union all
  select area, age, sex, chapter, setting, 'facility', facility, sum(amount) from cell group by all
)
select area, age, sex, chapter, setting, kind, sum(amount)::double as total, (coalesce(max(amount) filter (where contributor >= 0), 0) + coalesce(sum(amount) filter (where contributor < 0), 0))::double as first,
  coalesce((max(amount, 2) filter (where contributor >= 0))[2], 0)::double as second, (count(*) filter (where contributor >= 0))::integer as contributors
from one
group by area, age, sex, chapter, setting, kind
