-- Visits and patients behind every cell of flows in one fiscal year, counted from the records.
select p.unit, f.area as facility_area, d.setting, d.chapter_group as chapter,
  count(*)::integer as visits, count(distinct v.patient)::integer as patients
from visit v
join audit_place p on p.geography = v.geography
join audit_area f on f.number = v.facility_area
join audit_disease d on d.disease_leaf = v.disease_leaf
where v.month between $first_month and $last_month
group by all
