-- Monthly emergency requests of all facilities by time band and outcome, one series a row, months joined by commas.
-- Nothing between two commas: no row in that month, which is zero or withheld.
-- not null: band, outcome, first_month, counts
with series as (select distinct band, outcome from acceptance),
span as (select min(month) as first_month, max(month) as last_month from visits_by_age),
months as (
  select (i // 12 * 100 + i % 12 + 1)::integer as month
  from (
    select unnest(range(first_month // 100 * 12 + first_month % 100 - 1, last_month // 100 * 12 + last_month % 100)) as i
    from span
  )
)
select s.band, s.outcome,
  min(m.month)::integer as first_month,
  string_agg(coalesce(t.requests::varchar, ''), ',' order by m.month) as counts
from series s
cross join months m
left join acceptance t on t.month = m.month and t.band = s.band and t.outcome = s.outcome
group by s.band, s.outcome
order by s.band, s.outcome
