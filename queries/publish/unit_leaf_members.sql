-- The patients of the small leaves of the units of one month; the leaves are named by the table small_unit_leaf.
select distinct b.block, s.tree, s.leaf, v.patient
from visit v
join unit_block b on b.leaf = v.geography
join small_unit_leaf s on s.block = b.block and s.leaf = case s.tree when 'age' then v.age_leaf else v.disease_leaf end
where v.month = $month
