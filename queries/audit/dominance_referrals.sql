-- Total, two largest and number of contributions of patients and of partners to the letters of every cell of referrals.
with cell as (
  select p.unit, t.department, case r.direction when 0 then 'in' else 'out' end as direction, r.patient, r.partner
  from referral r
  join audit_place p on p.geography = r.partner_geography
  join audit_department t on t.number = r.department
  where r.month between $first_month and $last_month
),
one as (
  select unit, department, direction, 'patient' as kind, patient as contributor, count(*) as amount from cell where patient >= 0 group by all
  union all
  select unit, department, direction, 'patient', -1, 1 from cell where patient < 0
  union all
  select unit, department, direction, 'facility', partner, count(*) from cell group by all
)
select unit, department, direction, kind, sum(amount)::double as total, max(amount)::double as first,
  coalesce(max(amount, 2)[2], 0)::double as second, count(*)::integer as contributors
from one
group by unit, department, direction, kind
