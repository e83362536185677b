-- Total, two largest and number of contributions of facilities to the requests of every cell of acceptance_reasons.
with one as (
  select f.area, b.band, r.reason, e.facility, count(*) as amount
  from emergency_request e
  join audit_area f on f.number = e.facility_area
  join audit_band b on b.number = e.band
  join audit_reason r on r.number = e.reason
  where e.month between $first_month and $last_month and not e.accepted
  group by all
)
select area, band, reason, 'facility' as kind, sum(amount)::double as total, max(amount)::double as first,
  coalesce(max(amount, 2)[2], 0)::double as second, count(*)::integer as contributors
from one
group by area, band, reason
