-- Requests behind every cell of acceptance in one month, counted from the records.
select b.band, case when e.accepted then 'accepted' else 'refused' end as outcome, count(*)::integer as requests
from emergency_request e
join audit_band b on b.number = e.band
where e.month between $first_month and $last_month
group by all
