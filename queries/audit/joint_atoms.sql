-- Visits of every area, setting and atom of diseases over some months, from the records.
select p.area, d.setting, a.atom, count(*)::integer as visits
from visit v
join audit_place p on p.geography = v.geography
join audit_disease d on d.disease_leaf = v.disease_leaf
join audit_diagnosis a on a.chapter = v.chapter and a.category = v.category
where v.month between $first_month and $last_month and p.inside
group by all
