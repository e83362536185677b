-- Monthly visits of every medical area by planning group, all settings together, one series a row, months joined by commas.
-- Nothing between two commas: no row in that month, which is zero or withheld.
-- not null: area, planning_group, first_month, counts
with series as (select distinct area, planning_group from planning_monthly),
span as (select min(month) as first_month, max(month) as last_month from visits_by_age),
months as (
  select (i // 12 * 100 + i % 12 + 1)::integer as month
  from (
    select unnest(range(first_month // 100 * 12 + first_month % 100 - 1, last_month // 100 * 12 + last_month % 100)) as i
    from span
  )
)
select s.area, s.planning_group,
  min(m.month)::integer as first_month,
  string_agg(coalesce(t.visits::varchar, ''), ',' order by m.month) as counts
from series s
cross join months m
left join planning_monthly t on t.month = m.month and t.area = s.area and t.planning_group = s.planning_group
group by s.area, s.planning_group
order by s.area, s.planning_group
