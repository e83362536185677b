-- Visits of every place, area of the facility (-1 不明) and disease leaf in one fiscal year, from the records.
select v.geography::integer as geography, v.facility_area::integer as facility_area, v.disease_leaf::integer as leaf, count(*)::integer as visits
from visit v
where v.month between $first_month and $last_month
group by all
