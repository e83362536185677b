-- Visits of one chapter in one setting by municipality and fiscal year, where every month of the year is published.
-- not null: fiscal_year, unit, months
with months as (
  select month, unit, sum(visits)::integer as visits
  from visits_by_disease
  where prefecture = '04' and setting = $setting and chapter = $disease and unit not like '%*REST'
  group by all
)
select (month // 100 - case when month % 100 < 4 then 1 else 0 end)::integer as fiscal_year,
  unit,
  count(*)::integer as months,
  case when count(*) = 12 then sum(visits)::integer end as visits
from months
group by all
order by unit, fiscal_year
