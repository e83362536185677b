-- Visits and exactly counted distinct patients of every geography leaf in one month.
select geography as leaf, count(*)::integer as visits, count(distinct patient)::integer as patients
from visit
where month = $month
group by geography
