-- Visits of one place in every month by setting; the row *REST holds the visits whose setting is not published.
-- not null: month, setting, visits
select month, setting, sum(visits)::integer as visits
from visits_by_disease
where $area in (prefecture, area, city, unit)
group by all
order by month, setting
