-- Visits and patients of one planning group in every month and area, all settings together; rounded to tens, absent where under ten.
-- not null: month, area, visits, patients
select month, area, visits, patients
from planning_monthly
where planning_group = $disease
order by area, month
