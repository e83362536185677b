-- Letters of every fiscal year by municipality of the partner and direction: sums of the rounded department groups published, and how many.
-- not null: fiscal_year, unit, direction, letters, cells
select fiscal_year, unit, direction, sum(letters)::integer as letters, count(*)::integer as cells
from referrals
group by all
order by fiscal_year, unit, direction
