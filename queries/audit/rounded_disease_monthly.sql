-- Visits and patients behind every cell of disease_monthly in one month, counted from the records.
select coalesce(p.area, '04') as area, d.setting, a.roman as chapter, a.part as block,
  count(*)::integer as visits, count(distinct v.patient)::integer as patients
from visit v
join audit_place p on p.geography = v.geography
join audit_disease d on d.disease_leaf = v.disease_leaf
join audit_diagnosis a on a.chapter = v.chapter and a.category = v.category
where v.month between $first_month and $last_month and p.inside
group by grouping sets ((p.area, d.setting, a.roman, a.part), (d.setting, a.roman, a.part))
