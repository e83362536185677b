-- Visits and patients of one planning group in every fiscal year, by area, age, sex and setting; rounded to tens, absent where under ten.
-- not null: fiscal_year, area, age, sex, setting, visits, patients
select fiscal_year, area, age, sex, setting, visits, patients
from planning_groups
where planning_group = $disease and age <> 'unknown' and sex <> 'unknown'
order by fiscal_year, area, age, sex, setting
