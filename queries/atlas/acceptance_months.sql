-- Emergency requests of every month and time band, accepted and refused, as rounded; no number where zero or withheld.
-- not null: month, band
select month, band,
  max(requests) filter (where outcome = 'accepted')::integer as accepted,
  max(requests) filter (where outcome = 'refused')::integer as refused
from acceptance
group by all
order by band, month
