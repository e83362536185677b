-- Visits and exactly counted distinct patients of every planning group by medical area in one period.
select p.area, g.planning_group, count(*)::integer as visits, count(distinct v.patient)::integer as patients
from visit v
join cell_planning g on g.category = v.category
join cell_place p on p.geography = v.geography
where v.month between $first_month and $last_month and p.area is not null
group by p.area, g.planning_group
