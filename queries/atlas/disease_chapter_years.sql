-- Visits of one chapter in one setting by municipality and fiscal year, where every month of the year is known.
-- A municipality without a row is withheld where a REST stands above it, else zero.
-- not null: fiscal_year, unit
with own as (
  select month, unit, sum(visits)::integer as visits
  from visits_by_disease
  where prefecture = '04' and setting = $setting and chapter = $disease and unit not like '%*REST'
  group by all
),
reported as (select distinct month from visits_by_disease),
units as (select distinct unit from population),
present as (select distinct month, unit from visits_by_disease where prefecture = '04'),
merged as (select distinct month from visits_by_disease where unit like '%*REST'),
hidden as (
  select distinct month, unit
  from visits_by_disease
  where setting = '*REST' or (setting = $setting and chapter = '*REST')
),
months as (
  select d.month, p.unit,
    case
      when o.visits is not null then o.visits
      when h.unit is null and (u.unit is not null or g.month is null) then 0
    end as visits
  from reported d
  cross join units p
  left join own o on o.month = d.month and o.unit = p.unit
  left join present u on u.month = d.month and u.unit = p.unit
  left join merged g on g.month = d.month
  left join hidden h on h.month = d.month and h.unit = p.unit
)
select (month // 100 - case when month % 100 < 4 then 1 else 0 end)::integer as fiscal_year,
  unit,
  case when count(visits) = 12 then sum(visits)::integer end as visits
from months
group by all
order by unit, fiscal_year
