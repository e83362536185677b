-- Admissions of every area, major diagnostic category and age in one fiscal year, from the records; 00 where stays counts none.
select p.area, g.age6 as age, case when v.bed_days > 0 then lpad(v.mdc::varchar, 2, '0') else '00' end as mdc,
  count(*)::integer as admissions
from visit v
join audit_place p on p.geography = v.geography
join audit_age g on g.age_leaf = v.age_leaf
join audit_disease d on d.disease_leaf = v.disease_leaf
where v.month between $first_month and $last_month and p.inside and d.setting = 'inpatient'
group by all
