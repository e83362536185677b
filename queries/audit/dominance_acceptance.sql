-- Total, two largest and number of contributions of facilities to the requests of every cell of acceptance.
-- requests to a facility without a name are taken to be the largest one's
with one as (
  select b.band, case when e.accepted then 'accepted' else 'refused' end as outcome, e.facility, count(*) as amount
  from emergency_request e
  join audit_band b on b.number = e.band
  where e.month between $first_month and $last_month
  group by all
)
select band, outcome, 'facility' as kind, sum(amount)::double as total, (coalesce(max(amount) filter (where facility >= 0), 0) + coalesce(sum(amount) filter (where facility < 0), 0))::double as first,
  coalesce((max(amount, 2) filter (where facility >= 0))[2], 0)::double as second, (count(*) filter (where facility >= 0))::integer as contributors
from one
group by band, outcome
