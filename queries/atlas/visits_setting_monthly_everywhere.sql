-- What visits_setting_monthly tells of one place, for every place at once: read ahead, so that a change of place finds its answer.
-- not null: place, month, setting, visits
select place, month, setting, sum(visits)::integer as visits
from (
  select unnest(list_distinct([prefecture, area, city, unit])) as place, month, setting, visits from visits_by_disease
)
where place not like '%*REST'
group by all
order by place, month, setting
