-- Bed-days by medical area, major diagnostic category and age in one period: how many patients and facilities contribute, and the two largest contributions of each.
-- contributor says over whom a row looks; days of an unnamed facility are added to the largest one's
with stay as (
  select p.area, v.mdc, a.age6, v.patient, v.facility, v.bed_days
  from visit v
  join cell_place p on p.geography = v.geography
  join cell_age a on a.age_leaf = v.age_leaf
  where v.month between $first_month and $last_month and p.area is not null and v.mdc > 0 and v.bed_days > 0
),
contribution as (
  select 'patient' as contributor, area, mdc, age6, patient as who, sum(bed_days) as days
  from stay
  group by area, mdc, age6, patient
  union all
  select 'facility', area, mdc, age6, facility, sum(bed_days)
  from stay
  group by area, mdc, age6, facility
),
ranked as (
  select *, row_number() over (partition by contributor, area, mdc, age6, who < 0 order by days desc) as place
  from contribution
)
select contributor, area, mdc, age6,
  (count(*) filter (where who >= 0))::integer as contributors,
  sum(days)::double as total,
  (coalesce(max(days) filter (where place = 1 and who >= 0), 0) + coalesce(max(days) filter (where who < 0), 0))::double as largest,
  coalesce(max(days) filter (where place = 2 and who >= 0), 0)::double as second_largest
from ranked
group by contributor, area, mdc, age6
