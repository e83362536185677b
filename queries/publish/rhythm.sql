-- Visits and exactly counted distinct patients by weekday, hour, setting and arrival in one period; visits without an hour stand nowhere.
select v.weekday, v.hour, d.setting, v.arrival,
  count(*)::integer as visits, count(distinct v.patient)::integer as patients
from visit v
join cell_disease d on d.disease_leaf = v.disease_leaf
where v.month between $first_month and $last_month and v.hour >= 0
group by v.weekday, v.hour, d.setting, v.arrival
