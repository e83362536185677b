-- ICD-10 blocks of which the release holds at least one month.
-- not null: block
select distinct block
from disease_monthly
order by block
