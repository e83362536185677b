-- Events and exactly counted distinct patients behind the indicators of one period: areas by chapter group and by planning group, units by planning group and over all causes.
-- what a row sums over is null; chapter_group and planning_group are both null over all causes
select p.area, null::integer as geography, d.setting, d.chapter_group, null::integer as planning_group,
  count(*)::integer as events, count(distinct v.patient)::integer as patients
from visit v
join cell_place p on p.geography = v.geography
join cell_disease d on d.disease_leaf = v.disease_leaf
where v.month between $first_month and $last_month and p.area is not null
group by grouping sets ((p.area, d.setting, d.chapter_group), (p.area, d.setting))
union all
select p.area, null, d.setting, null, g.planning_group, count(*)::integer, count(distinct v.patient)::integer
from visit v
join cell_planning g on g.category = v.category
join cell_place p on p.geography = v.geography
join cell_disease d on d.disease_leaf = v.disease_leaf
where v.month between $first_month and $last_month and p.area is not null
group by p.area, d.setting, g.planning_group
union all
select null, v.geography, d.setting, null, null, count(*)::integer, count(distinct v.patient)::integer
from visit v
join cell_disease d on d.disease_leaf = v.disease_leaf
where v.month between $first_month and $last_month and d.setting = $unit_setting
group by v.geography, d.setting
union all
select null, v.geography, d.setting, null, g.planning_group, count(*)::integer, count(distinct v.patient)::integer
from visit v
join cell_planning g on g.category = v.category
join cell_disease d on d.disease_leaf = v.disease_leaf
where v.month between $first_month and $last_month and d.setting = $unit_setting
group by v.geography, d.setting, g.planning_group
