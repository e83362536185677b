-- Events and patients behind every estimate of indicators in one fiscal year, counted from the records.
with record as (
  select p.area, p.unit, p.inside, d.setting, d.chapter_group, n.planning_group, v.patient
  from visit v
  join audit_place p on p.geography = v.geography
  join audit_disease d on d.disease_leaf = v.disease_leaf
  left join audit_planning n on n.category = v.category
  where v.month between $first_month and $last_month and p.inside
),
once as (
  select p.area, p.unit, d.setting, d.chapter_group, v.patient
  from visit v
  join audit_place p on p.geography = v.geography
  join audit_disease d on d.disease_leaf = v.disease_leaf
  where v.month between $first_month and $last_month and p.inside
)
select case when area is null then 'unit' else 'area' end as place_level, coalesce(area, unit) as place,
  coalesce(chapter_group, 'all') as disease, setting, count(*)::integer as events, count(distinct patient)::integer as patients
from once
group by grouping sets ((area, setting, chapter_group), (area, setting), (unit, setting))
union all
select case when area is null then 'unit' else 'area' end, coalesce(area, unit),
  planning_group, setting, count(*)::integer, count(distinct patient)::integer
from record
where planning_group is not null
group by grouping sets ((area, setting, planning_group), (unit, setting, planning_group))
