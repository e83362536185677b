-- Events and exactly counted distinct patients behind the indicators of one period: areas by chapter group and by planning group, units by planning group and over all causes.
-- what a row sums over is null; chapter_group and planning_group are both null over all causes
with person as materialized (
  select p.area, v.geography, d.setting, d.chapter_group, v.patient, count(*) as events
  from visit v
  join cell_place p on p.geography = v.geography
  join cell_disease d on d.disease_leaf = v.disease_leaf
  where v.month between $first_month and $last_month and p.area is not null
  group by p.area, v.geography, d.setting, d.chapter_group, v.patient
),
planned as materialized (
  select p.area, v.geography, d.setting, g.planning_group, v.patient, count(*) as events
  from visit v
  join cell_planning g on g.category = v.category
  join cell_place p on p.geography = v.geography
  join cell_disease d on d.disease_leaf = v.disease_leaf
  where v.month between $first_month and $last_month and p.area is not null
  group by p.area, v.geography, d.setting, g.planning_group, v.patient
)
select area, null::integer as geography, setting, chapter_group, null::integer as planning_group,
  sum(events)::integer as events, count(distinct patient)::integer as patients
from person
group by grouping sets ((area, setting, chapter_group), (area, setting))
union all
select null, geography, setting, null, null, sum(events)::integer, count(distinct patient)::integer
from person
where setting = $unit_setting
group by geography, setting
union all
select area, null, setting, null, planning_group, sum(events)::integer, count(distinct patient)::integer
from planned
group by area, setting, planning_group
union all
select null, geography, setting, null, planning_group, sum(events)::integer, count(distinct patient)::integer
from planned
where setting = $unit_setting
group by geography, setting, planning_group
