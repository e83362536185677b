-- Visits of one chapter in one setting in every month: for areas and the prefecture over the municipalities known in each month, and for one municipality.
-- A municipality that is withheld now and then would bend the line of its area: it is left out of every month. A municipality without a row is withheld where a REST stands above it, else zero.
-- not null: month, place, visits, units, population
with own as (
  select month, unit, sum(visits)::integer as visits
  from visits_by_disease
  where prefecture = '04' and setting = $setting and chapter = $disease and unit not like '%*REST'
  group by all
),
reported as (select distinct month from visits_by_disease),
people as (select area, unit, sum(population)::integer as population from population group by all),
present as (select distinct month, unit from visits_by_disease where prefecture = '04'),
merged as (select distinct month from visits_by_disease where unit like '%*REST'),
hidden as (
  select distinct month, unit
  from visits_by_disease
  where setting = '*REST' or (setting = $setting and chapter = '*REST')
),
months as (
  select d.month, p.area, p.unit, p.population,
    case
      when o.visits is not null then o.visits
      when h.unit is null and (u.unit is not null or g.month is null) then 0
    end as visits
  from reported d
  cross join people p
  left join own o on o.month = d.month and o.unit = p.unit
  left join present u on u.month = d.month and u.unit = p.unit
  left join merged g on g.month = d.month
  left join hidden h on h.month = d.month and h.unit = p.unit
),
panel as (
  select unit from months group by unit having count(visits) = count(*) and (select count(*) from own) > 0
),
places as (
  select month, area as place, visits, population from months where unit in (select unit from panel)
  union all
  select month, '04', visits, population from months where unit in (select unit from panel)
  union all
  select month, unit, visits, population
  from months
  where unit = $place and visits is not null and (select count(*) from own) > 0
)
select month, place, sum(visits)::integer as visits, count(*)::integer as units,
  sum(population)::integer as population
from places
group by all
order by place, month
