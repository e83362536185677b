-- Visits of one chapter in one setting in every month: for areas and the prefecture over the municipalities published in each month, and for one municipality.
-- A municipality that is withheld now and then would bend the line of its area: it is left out of every month.
-- not null: month, place, visits, units, population
with months as (
  select month, area, unit, sum(visits)::integer as visits
  from visits_by_disease
  where prefecture = '04' and setting = $setting and chapter = $disease and unit not like '%*REST'
  group by all
),
span as (select count(distinct month) as months from visits_by_disease),
people as (select unit, sum(population) as population from population group by unit),
panel as (
  select m.unit, any_value(p.population) as population
  from months m join people p on p.unit = m.unit
  group by m.unit
  having count(*) = (select months from span)
),
places as (
  select m.month, m.area as place, m.visits, p.population from months m join panel p on p.unit = m.unit
  union all
  select m.month, '04', m.visits, p.population from months m join panel p on p.unit = m.unit
  union all
  select m.month, m.unit, m.visits, p.population from months m join people p on p.unit = m.unit where m.unit = $place
)
select month, place, sum(visits)::integer as visits, count(*)::integer as units,
  sum(population)::integer as population
from places
group by all
order by place, month
