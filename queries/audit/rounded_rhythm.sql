-- Visits and patients behind every cell of rhythm in one fiscal year, counted from the records.
select v.weekday::integer as weekday, v.hour::integer as hour, d.setting, r.arrival,
  count(*)::integer as visits, count(distinct v.patient)::integer as patients
from visit v
join audit_disease d on d.disease_leaf = v.disease_leaf
join audit_arrival r on r.number = v.arrival
where v.month between $first_month and $last_month and v.hour >= 0
group by all
