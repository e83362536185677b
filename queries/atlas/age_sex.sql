-- Visits and residents of one place in one fiscal year by five-year age band and sex; row *REST: visits not known so finely.
-- Visits are sums of the published leaves, so a band may lack what the row *REST holds.
-- not null: age5, sex
with place as (
  select age5, sex, level, sum(visits)::integer as visits
  from visits_by_age
  where $area in (prefecture, area, city, unit)
    and month between $fiscal_year::integer * 100 + 4 and ($fiscal_year::integer + 1) * 100 + 3
  group by all
),
visited as (
  select age5, sex, sum(visits)::integer as visits from place where level = 'age5' group by all
  union all
  select '*REST', '*REST', coalesce(sum(visits), 0)::integer from place where level <> 'age5'
),
residents as (
  select age5, sex, sum(population)::integer as population
  from population
  where $area in (prefecture, area, city, unit)
  group by all
)
select coalesce(v.age5, r.age5) as age5, coalesce(v.sex, r.sex) as sex, v.visits, r.population
from visited v
full join residents r on r.age5 = v.age5 and r.sex = v.sex
order by
  coalesce(
    try_cast(replace(split_part(coalesce(v.age5, r.age5), '-', 1), '+', '') as integer),
    case coalesce(v.age5, r.age5) when 'unknown' then 998 else 999 end
  ),
  2
