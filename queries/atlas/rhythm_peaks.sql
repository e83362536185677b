-- The largest number of visits in one hour of the week in any fiscal year, by setting and arrival ('all': together): one scale for every year.
-- not null: setting, arrival, visits
with cells as (
  select fiscal_year, weekday, hour,
    case when grouping(setting) = 1 then 'all' else setting end as setting,
    case when grouping(arrival) = 1 then 'all' else arrival end as arrival,
    sum(visits) as visits
  from rhythm
  group by grouping sets (
    (fiscal_year, weekday, hour, setting, arrival),
    (fiscal_year, weekday, hour, setting),
    (fiscal_year, weekday, hour, arrival),
    (fiscal_year, weekday, hour)
  )
)
select setting, arrival, max(visits)::integer as visits
from cells
group by setting, arrival
order by setting, arrival
