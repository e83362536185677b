-- Visits of every leaf of both trees by month and place, from the records.
select v.month::integer as month, v.geography::integer as geography, 'visits_by_age' as tree, v.age_leaf::integer as leaf, count(*)::integer as visits
from visit v
where v.month between $first_month and $last_month
group by all
union all
select v.month::integer, v.geography::integer, 'visits_by_disease', v.disease_leaf::integer, count(*)::integer
from visit v
where v.month between $first_month and $last_month
group by all
