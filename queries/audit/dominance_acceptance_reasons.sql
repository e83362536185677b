-- Total, two largest and number of contributions of facilities to the requests of every cell of acceptance_reasons.
-- requests to a facility without a name are taken to be the largest one's
with one as (
  select f.area, b.band, r.reason, e.facility, count(*) as amount
  from emergency_request e
  join audit_area f on f.number = e.facility_area
  join audit_band b on b.number = e.band
  join audit_reason r on r.number = e.reason
  where e.month between $first_month and $last_month and not e.accepted
  group by all
)
select area, band, reason, 'facility' as kind, sum(amount)::double as total, (coalesce(max(amount) filter (where facility >= 0), 0) + coalesce(sum(amount) filter (where facility < 0), 0))::double as first,
  coalesce((max(amount, 2) filter (where facility >= 0))[2], 0)::double as second, (count(*) filter (where facility >= 0))::integer as contributors
from one
group by area, band, reason
