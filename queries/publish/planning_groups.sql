-- Visits and exactly counted distinct patients of every planning group by medical area, age, sex and setting in one period.
select p.area, a.age_planning, a.sex, d.setting, g.planning_group,
  count(*)::integer as visits, count(distinct v.patient)::integer as patients
from visit v
join cell_planning g on g.category = v.category
join cell_place p on p.geography = v.geography
join cell_age a on a.age_leaf = v.age_leaf
join cell_disease d on d.disease_leaf = v.disease_leaf
where v.month between $first_month and $last_month and p.area is not null
group by p.area, a.age_planning, a.sex, d.setting, g.planning_group
