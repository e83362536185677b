-- Visits and patients behind every cell of planning_groups in one fiscal year, counted from the records.
select p.area, g.age_planning as age, g.sex, d.setting, n.planning_group,
  count(*)::integer as visits, count(distinct v.patient)::integer as patients
from visit v
join audit_place p on p.geography = v.geography
join audit_age g on g.age_leaf = v.age_leaf
join audit_disease d on d.disease_leaf = v.disease_leaf
join audit_planning n on n.category = v.category
where v.month between $first_month and $last_month and p.inside
group by all
