-- What year_figures tells of one place, for every place at once: read ahead, so that a change of place finds its answer.
-- not null: place, fiscal_year, inpatient, outpatient, emergency, known_setting, age75, known_age
with settings as (
  select unnest(list_distinct([prefecture, area, city, unit])) as place,
    (month // 100 - case when month % 100 < 4 then 1 else 0 end)::integer as fiscal_year,
    setting, visits
  from visits_by_disease
),
by_setting as (
  select place, fiscal_year,
    coalesce(sum(visits) filter (where setting = 'inpatient'), 0)::integer as inpatient,
    coalesce(sum(visits) filter (where setting = 'outpatient'), 0)::integer as outpatient,
    coalesce(sum(visits) filter (where setting = 'emergency'), 0)::integer as emergency,
    coalesce(sum(visits) filter (where setting <> '*REST'), 0)::integer as known_setting
  from settings
  group by all
),
ages as (
  select unnest(list_distinct([prefecture, area, city, unit])) as place,
    (month // 100 - case when month % 100 < 4 then 1 else 0 end)::integer as fiscal_year,
    age6, visits
  from visits_by_age
),
by_age as (
  select place, fiscal_year,
    coalesce(sum(visits) filter (where age6 in ('75-84', '85+')), 0)::integer as age75,
    coalesce(sum(visits) filter (where age6 <> '*REST'), 0)::integer as known_age
  from ages
  group by all
)
select s.place, s.fiscal_year, s.inpatient, s.outpatient, s.emergency, s.known_setting, a.age75, a.known_age
from by_setting s
join by_age a on a.place = s.place and a.fiscal_year = s.fiscal_year
where s.place not like '%*REST'
order by 1, 2
