-- Visits and exactly counted distinct patients of every age leaf and every disease leaf of every unit of one month.
select b.block, 'age' as tree, v.age_leaf::integer as leaf, count(*)::integer as visits, count(distinct v.patient)::integer as patients
from visit v
join unit_block b on b.leaf = v.geography
where v.month = $month
group by all
union all
select b.block, 'disease', v.disease_leaf::integer, count(*)::integer, count(distinct v.patient)::integer
from visit v
join unit_block b on b.leaf = v.geography
where v.month = $month
group by all
