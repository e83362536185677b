-- Refused requests behind every cell of acceptance_reasons in one fiscal year, counted from the records.
select f.area, b.band, r.reason, count(*)::integer as requests
from emergency_request e
join audit_area f on f.number = e.facility_area
join audit_band b on b.number = e.band
join audit_reason r on r.number = e.reason
where e.month between $first_month and $last_month and not e.accepted
group by all
