-- Admissions and quantiles of stay of one fiscal year by area, major diagnostic category and age; no number where withheld.
-- not null: area, mdc, age, admissions
select area, mdc, age, admissions, bed_days, los_q25, los_median, los_q75, los_p90
from stays
where fiscal_year = $fiscal_year::integer
order by area, mdc, age
