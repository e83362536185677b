-- Visits of one ICD-10 block in one setting in every month, by area and for the prefecture (04); rounded to tens, absent where under ten.
-- not null: month, area, visits
select month, area, visits
from disease_monthly
where block = $disease and setting = $setting
order by area, month
