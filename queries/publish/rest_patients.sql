-- Distinct patients of every REST of one month; the leaves of each are named by the table rest_leaf.
select r.rest, count(*)::integer as visits, count(distinct v.patient)::integer as patients
from visit v
join unit_block b on b.leaf = v.geography
join rest_leaf r on r.block = b.block and r.leaf = case r.tree when 'age' then v.age_leaf else v.disease_leaf end
where v.month = $month
group by r.rest
