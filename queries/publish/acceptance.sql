-- Emergency requests by time band and whether they were accepted in one period, with the two facilities asked most often.
-- requests to an unnamed facility are added to the largest one's
with contribution as (
  select band, accepted, facility, count(*) as requests
  from emergency_request
  where month between $first_month and $last_month
  group by band, accepted, facility
),
ranked as (
  select *, row_number() over (partition by band, accepted, facility < 0 order by requests desc) as place
  from contribution
)
select band, accepted,
  (count(*) filter (where facility >= 0))::integer as contributors,
  sum(requests)::double as total,
  (coalesce(max(requests) filter (where place = 1 and facility >= 0), 0) + coalesce(max(requests) filter (where facility < 0), 0))::double as largest,
  coalesce(max(requests) filter (where place = 2 and facility >= 0), 0)::double as second_largest
from ranked
group by band, accepted
