-- Patients of one chapter in one setting by fiscal year, area, age and sex; rounded to tens, absent where under ten.
-- not null: fiscal_year, area, age, sex, patients
select fiscal_year, area, age, sex, patients
from disease_profile
where chapter = $disease and setting = $setting
order by fiscal_year, area, age, sex
