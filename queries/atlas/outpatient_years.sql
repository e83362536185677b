-- Outpatient visits of everybody, wherever they live, in every fiscal year, and the visits whose setting is not published.
-- not null: fiscal_year, months, outpatient, unknown_setting
select (month // 100 - case when month % 100 < 4 then 1 else 0 end)::integer as fiscal_year,
  count(distinct month)::integer as months,
  coalesce(sum(visits) filter (where setting = 'outpatient'), 0)::integer as outpatient,
  coalesce(sum(visits) filter (where setting = '*REST'), 0)::integer as unknown_setting
from visits_by_disease
group by all
order by fiscal_year
