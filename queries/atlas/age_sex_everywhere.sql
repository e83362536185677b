-- What age_sex tells of one place, for every place at once: read ahead, so that a change of place finds its answer.
-- not null: place, age5, sex
with visited_leaves as (
  select unnest(list_distinct([prefecture, area, city, unit])) as place, age5, sex, level, visits
  from visits_by_age
  where month between $fiscal_year::integer * 100 + 4 and ($fiscal_year::integer + 1) * 100 + 3
),
resident_leaves as (
  select unnest(list_distinct([prefecture, area, city, unit])) as place, age5, sex, population from population
),
places as (
  select distinct place from resident_leaves
  union
  values ('outside'), ('unknown')
),
visited as (
  select place, age5, sex, sum(visits)::integer as visits from visited_leaves where level = 'age5' group by all
  union all
  select p.place, '*REST', '*REST', coalesce(sum(v.visits), 0)::integer
  from places p
  left join visited_leaves v on v.place = p.place and v.level <> 'age5'
  group by p.place
),
residents as (
  select place, age5, sex, sum(population)::integer as population from resident_leaves group by all
)
select coalesce(v.place, r.place) as place, coalesce(v.age5, r.age5) as age5, coalesce(v.sex, r.sex) as sex,
  v.visits, r.population
from visited v
full join residents r on r.place = v.place and r.age5 = v.age5 and r.sex = v.sex
where coalesce(v.place, r.place) in (select place from places)
order by
  1,
  coalesce(
    try_cast(replace(split_part(coalesce(v.age5, r.age5), '-', 1), '+', '') as integer),
    case coalesce(v.age5, r.age5) when 'unknown' then 998 else 999 end
  ),
  3
