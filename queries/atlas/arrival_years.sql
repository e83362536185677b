-- Visits of every fiscal year by setting and arrival: sums of rounded cells of weekday and hour, and how many cells are summed.
-- not null: fiscal_year, setting, arrival, visits, cells
select fiscal_year, setting, arrival, sum(visits)::integer as visits, count(*)::integer as cells
from rhythm
group by all
order by fiscal_year, setting, arrival
