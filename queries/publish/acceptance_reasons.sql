-- Refused emergency requests by area of the facility, time band and reason in one period, with the two facilities that refused most.
-- requests to an unnamed facility are added to the largest one's
with contribution as (
  select facility_area, band, reason, facility, count(*) as requests
  from emergency_request
  where month between $first_month and $last_month and not accepted and facility_area >= 0
  group by facility_area, band, reason, facility
),
ranked as (
  select *, row_number() over (partition by facility_area, band, reason, facility < 0 order by requests desc) as place
  from contribution
)
select facility_area, band, reason,
  (count(*) filter (where facility >= 0))::integer as contributors,
  sum(requests)::double as total,
  (coalesce(max(requests) filter (where place = 1 and facility >= 0), 0) + coalesce(max(requests) filter (where facility < 0), 0))::double as largest,
  coalesce(max(requests) filter (where place = 2 and facility >= 0), 0)::double as second_largest
from ranked
group by facility_area, band, reason
