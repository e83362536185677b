-- Visits and distinct patients of every leaf of one month: places by themselves, ages and diseases in their unit.
select 'place' as side, -1 as unit, v.geography::integer as leaf, count(*)::integer as visits, count(distinct v.patient)::integer as patients
from visit v
where v.month = $month
group by all
union all
select 'age', u.unit, v.age_leaf::integer, count(*)::integer, count(distinct v.patient)::integer
from visit v
join audit_unit u using (geography)
where v.month = $month
group by all
union all
select 'disease', u.unit, v.disease_leaf::integer, count(*)::integer, count(distinct v.patient)::integer
from visit v
join audit_unit u using (geography)
where v.month = $month
group by all
