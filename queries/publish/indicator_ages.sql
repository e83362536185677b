-- Events behind the indicators of one period by five-year age band: the age profiles that standardisation needs.
-- what a row sums over is null; chapter_group and planning_group are both null over all causes
select p.area, null::integer as geography, d.setting, d.chapter_group, null::integer as planning_group, a.age5,
  count(*)::integer as events
from visit v
join cell_place p on p.geography = v.geography
join cell_age a on a.age_leaf = v.age_leaf
join cell_disease d on d.disease_leaf = v.disease_leaf
where v.month between $first_month and $last_month and p.area is not null
group by grouping sets ((p.area, d.setting, d.chapter_group, a.age5), (p.area, d.setting, a.age5))
union all
select p.area, null, d.setting, null, g.planning_group, a.age5, count(*)::integer
from visit v
join cell_planning g on g.category = v.category
join cell_place p on p.geography = v.geography
join cell_age a on a.age_leaf = v.age_leaf
join cell_disease d on d.disease_leaf = v.disease_leaf
where v.month between $first_month and $last_month and p.area is not null
group by p.area, d.setting, g.planning_group, a.age5
union all
select null, v.geography, d.setting, null, null, a.age5, count(*)::integer
from visit v
join cell_age a on a.age_leaf = v.age_leaf
join cell_disease d on d.disease_leaf = v.disease_leaf
where v.month between $first_month and $last_month and d.setting = $unit_setting
group by v.geography, d.setting, a.age5
union all
select null, v.geography, d.setting, null, g.planning_group, a.age5, count(*)::integer
from visit v
join cell_planning g on g.category = v.category
join cell_age a on a.age_leaf = v.age_leaf
join cell_disease d on d.disease_leaf = v.disease_leaf
where v.month between $first_month and $last_month and d.setting = $unit_setting
group by v.geography, d.setting, g.planning_group, a.age5
