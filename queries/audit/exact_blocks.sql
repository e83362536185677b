-- Visits and distinct patients of every written block of one month: each record counts in the block its leaf was laid to.
select 'place' as side, -1 as unit, u.unit as block, count(*)::integer as visits, count(distinct v.patient)::integer as patients
from visit v
join audit_unit u using (geography)
where v.month = $month
group by all
union all
select b.side, b.unit, b.block, count(*)::integer, count(distinct v.patient)::integer
from visit v
join audit_unit u using (geography)
join audit_block b on b.unit = u.unit and b.side = 'age' and b.leaf = v.age_leaf
where v.month = $month
group by all
union all
select b.side, b.unit, b.block, count(*)::integer, count(distinct v.patient)::integer
from visit v
join audit_unit u using (geography)
join audit_block b on b.unit = u.unit and b.side = 'disease' and b.leaf = v.disease_leaf
where v.month = $month
group by all
