-- Visits of every area, age leaf, setting and bundle of diseases in one fiscal year, from the records.
select p.area, v.age_leaf::integer as age_leaf, d.setting, a.bundle, count(*)::integer as visits
from visit v
join audit_place p on p.geography = v.geography
join audit_disease d on d.disease_leaf = v.disease_leaf
join audit_diagnosis a on a.chapter = v.chapter and a.category = v.category
where v.month between $first_month and $last_month and p.inside
group by all
