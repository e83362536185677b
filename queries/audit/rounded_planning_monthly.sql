-- Visits and patients behind every cell of planning_monthly in one month, counted from the records.
select p.area, n.planning_group, count(*)::integer as visits, count(distinct v.patient)::integer as patients
from visit v
join audit_place p on p.geography = v.geography
join audit_planning n on n.category = v.category
where v.month between $first_month and $last_month and p.inside
group by all
