-- Monthly visits of every medical area, and the prefecture, by setting and ICD-10 block, one series a row, months joined by commas.
-- Nothing between two commas: no row in that month, which is zero or withheld.
-- not null: area, setting, chapter, block, first_month, counts
with series as (select distinct area, setting, chapter, block from disease_monthly),
span as (select min(month) as first_month, max(month) as last_month from visits_by_age),
months as (
  select (i // 12 * 100 + i % 12 + 1)::integer as month
  from (
    select unnest(range(first_month // 100 * 12 + first_month % 100 - 1, last_month // 100 * 12 + last_month % 100)) as i
    from span
  )
)
select s.area, s.setting, s.chapter, s.block,
  min(m.month)::integer as first_month,
  string_agg(coalesce(t.visits::varchar, ''), ',' order by m.month) as counts
from series s
cross join months m
left join disease_monthly t on t.month = m.month and t.area = s.area and t.setting = s.setting and t.chapter = s.chapter and t.block = s.block
group by s.area, s.setting, s.chapter, s.block
order by s.area, s.setting, s.chapter, s.block
