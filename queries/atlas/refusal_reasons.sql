-- Refused emergency requests of every fiscal year by area of the facility, time band and reason, as rounded; an absent row is zero or withheld.
-- not null: fiscal_year, area, band, reason, requests
select fiscal_year, area, band, reason, requests
from acceptance_reasons
order by fiscal_year, area, band, reason
