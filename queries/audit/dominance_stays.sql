-- Total, two largest and number of contributions of patients and of facilities to the bed-days of every cell of stays.
-- days of a facility without a name are taken to be the largest one's
with cell as (
  select p.area, lpad(v.mdc::varchar, 2, '0') as mdc, g.age6 as age, v.patient, v.facility, sum(v.bed_days) as amount
  from visit v
  join audit_place p on p.geography = v.geography
  join audit_age g on g.age_leaf = v.age_leaf
  where v.month between $first_month and $last_month and p.inside and v.mdc > 0 and v.bed_days > 0
  group by all
),
one as (
  select area, mdc, age, 'patient' as kind, patient as contributor, sum(amount) as amount from cell group by all
  union all
  select area, mdc, age, 'facility', facility, sum(amount) from cell group by all
)
select area, mdc, age, kind, sum(amount)::double as total, (coalesce(max(amount) filter (where contributor >= 0), 0) + coalesce(sum(amount) filter (where contributor < 0), 0))::double as first,
  coalesce((max(amount, 2) filter (where contributor >= 0))[2], 0)::double as second, (count(*) filter (where contributor >= 0))::integer as contributors
from one
group by area, mdc, age, kind
