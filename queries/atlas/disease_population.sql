-- Residents of every municipality and area, and of the prefecture, by sex and age in three groups; persons of unknown age are left out.
-- not null: place, sex, age, population
with people as (
  select prefecture, area, unit, sex,
    case when age5 in ('65-69', '70-74') then '65-74'
      when age5 in ('75-79', '80-84', '85-89', '90+') then '75+'
      else '0-64' end as age,
    population
  from population
  where age5 <> 'unknown' and sex in ('male', 'female')
)
select place, sex, age, sum(population)::integer as population
from (
  select unit as place, sex, age, population from people
  union all
  select area, sex, age, population from people
  union all
  select prefecture, sex, age, population from people
) as p
group by all
order by place, sex, age
