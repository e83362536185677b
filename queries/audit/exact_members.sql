-- The patients of the small leaves of one month, named by the table audit_small; kept in memory only.
select distinct s.side, s.unit, s.leaf, v.patient
from visit v
join audit_small s on s.side = 'place' and s.leaf = v.geography
where v.month = $month
union all
select distinct s.side, s.unit, s.leaf, v.patient
from visit v
join audit_unit u using (geography)
join audit_small s on s.unit = u.unit and s.leaf = case s.side when 'age' then v.age_leaf when 'disease' then v.disease_leaf end
where v.month = $month
