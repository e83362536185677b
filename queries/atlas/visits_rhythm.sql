-- Visits of one fiscal year by weekday, hour, setting and arrival, as rounded; an absent cell is zero or withheld.
-- not null: weekday, hour, setting, arrival, visits
select weekday, hour, setting, arrival, visits
from rhythm
where fiscal_year = $fiscal_year::integer
order by setting, arrival, weekday, hour
