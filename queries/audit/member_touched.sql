-- The written blocks of one month that the patients of the table audit_member are counted in, with their own visits.
select b.side, b.unit, b.block, v.patient, count(*)::integer as visits
from visit v
join audit_member m on m.patient = v.patient
join audit_unit u using (geography)
join audit_block b on b.unit = u.unit and b.leaf = case b.side when 'age' then v.age_leaf else v.disease_leaf end
where v.month = $month
group by all
