-- Bed-days of every cell of disease_profile in one period: how many patients and facilities contribute, and the two largest contributions of each.
-- contributor says over whom a row looks; days of an unnamed facility are added to the largest one's
with stay as (
  select p.area, a.age6, a.age5, a.sex, v.chapter, d.setting, v.patient, v.facility, v.bed_days
  from visit v
  join cell_place p on p.geography = v.geography
  join cell_age a on a.age_leaf = v.age_leaf
  join cell_disease d on d.disease_leaf = v.disease_leaf
  where v.month between $first_month and $last_month and p.area is not null and v.bed_days > 0
),
contribution as (
  select 'patient' as contributor, area, age6, age5, sex, chapter, setting, patient as who, sum(bed_days) as days
  from stay
  group by grouping sets (
    (area, age6, sex, chapter, setting, patient),
    (age5, sex, chapter, setting, patient),
    (area, age6, sex, patient),
    (area, chapter, setting, patient))
  union all
  select 'facility', area, age6, age5, sex, chapter, setting, facility, sum(bed_days)
  from stay
  group by grouping sets (
    (area, age6, sex, chapter, setting, facility),
    (age5, sex, chapter, setting, facility),
    (area, age6, sex, facility),
    (area, chapter, setting, facility))
),
ranked as (
  select *, row_number() over (
    partition by contributor, area, age6, age5, sex, chapter, setting, who < 0 order by days desc) as place
  from contribution
)
select contributor, area, age6, age5, sex, chapter, setting,
  (count(*) filter (where who >= 0))::integer as contributors,
  sum(days)::double as total,
  (coalesce(max(days) filter (where place = 1 and who >= 0), 0) + coalesce(max(days) filter (where who < 0), 0))::double as largest,
  coalesce(max(days) filter (where place = 2 and who >= 0), 0)::double as second_largest
from ranked
group by contributor, area, age6, age5, sex, chapter, setting
