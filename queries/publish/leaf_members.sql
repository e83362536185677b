-- The patients of the small geography leaves of one month; the leaves are named by the table small_leaf.
select distinct geography as leaf, patient
from visit
join small_leaf on small_leaf.leaf = visit.geography
where month = $month
