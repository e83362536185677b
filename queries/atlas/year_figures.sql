-- Visits of one place in every fiscal year by setting and of people of 75 and over, each with the visits whose split is published.
-- not null: fiscal_year, inpatient, outpatient, emergency, known_setting, age75, known_age
with settings as (
  select (month // 100 - case when month % 100 < 4 then 1 else 0 end)::integer as fiscal_year,
    coalesce(sum(visits) filter (where setting = 'inpatient'), 0)::integer as inpatient,
    coalesce(sum(visits) filter (where setting = 'outpatient'), 0)::integer as outpatient,
    coalesce(sum(visits) filter (where setting = 'emergency'), 0)::integer as emergency,
    coalesce(sum(visits) filter (where setting <> '*REST'), 0)::integer as known_setting
  from visits_by_disease
  where $area in (prefecture, area, city, unit)
  group by all
),
ages as (
  select (month // 100 - case when month % 100 < 4 then 1 else 0 end)::integer as fiscal_year,
    coalesce(sum(visits) filter (where age6 in ('75-84', '85+')), 0)::integer as age75,
    coalesce(sum(visits) filter (where age6 <> '*REST'), 0)::integer as known_age
  from visits_by_age
  where $area in (prefecture, area, city, unit)
  group by all
)
select s.fiscal_year, s.inpatient, s.outpatient, s.emergency, s.known_setting, a.age75, a.known_age
from settings s
join ages a on a.fiscal_year = s.fiscal_year
order by s.fiscal_year
