-- Letters of every fiscal quarter by area of the partner and direction: sums of the rounded department groups published, and how many.
-- not null: fiscal_year, quarter, area, direction, letters, cells
select fiscal_year, quarter, area, direction, sum(letters)::integer as letters, count(*)::integer as cells
from referrals_quarterly
group by all
order by fiscal_year, quarter, area, direction
