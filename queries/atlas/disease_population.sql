-- Residents by sex and age: of every municipality, area and the prefecture in three groups, of areas in six, of the prefecture by five years; unknown ages are left out.
-- not null: place, grain, sex, age, population
with people as (
  select prefecture, area, unit, sex, age5,
    try_cast(split_part(replace(age5, '+', '-'), '-', 1) as integer) as age_from,
    population
  from population
  where age5 <> 'unknown' and sex in ('male', 'female')
),
grouped as (
  select *,
    case when age_from < 65 then '0-64' when age_from < 75 then '65-74' else '75+' end as age3,
    case when age_from < 15 then '0-14' when age_from < 40 then '15-39' when age_from < 65 then '40-64'
      when age_from < 75 then '65-74' when age_from < 85 then '75-84' else '85+' end as age6
  from people
)
select place, grain, sex, age, sum(population)::integer as population
from (
  select unit as place, 'planning' as grain, sex, age3 as age, population from grouped
  union all
  select area, 'planning', sex, age3, population from grouped
  union all
  select prefecture, 'planning', sex, age3, population from grouped
  union all
  select area, 'age6', sex, age6, population from grouped
  union all
  select prefecture, 'age5', sex, age5, population from grouped
) as p
group by all
order by place, grain, sex, age
