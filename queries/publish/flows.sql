-- Visits and exactly counted distinct patients by residence, area of the facility, setting and chapter group in one period; visits to a facility without an area stand nowhere.
select v.geography, v.facility_area, d.setting, d.chapter_group,
  count(*)::integer as visits, count(distinct v.patient)::integer as patients
from visit v
join cell_disease d on d.disease_leaf = v.disease_leaf
where v.month between $first_month and $last_month and v.facility_area >= 0
group by v.geography, v.facility_area, d.setting, d.chapter_group
