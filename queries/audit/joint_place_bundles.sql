-- Admissions of every place and bundle of diseases in one fiscal year, from the records.
select v.geography::integer as geography, d.chapter_group, a.bundle, count(*)::integer as visits
from visit v
join audit_disease d on d.disease_leaf = v.disease_leaf
join audit_diagnosis a on a.chapter = v.chapter and a.category = v.category
where v.month between $first_month and $last_month and d.setting = 'inpatient'
group by all
