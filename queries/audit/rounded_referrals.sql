-- Letters behind every cell of referrals in one fiscal year, counted from the records.
select p.unit, t.department, case r.direction when 0 then 'in' else 'out' end as direction,
  count(*)::integer as letters,
  (count(distinct r.patient) filter (where r.patient >= 0))::integer as patients,
  (count(*) filter (where r.patient < 0))::integer as unnamed
from referral r
join audit_place p on p.geography = r.partner_geography
join audit_department t on t.number = r.department
where r.month between $first_month and $last_month
group by all
