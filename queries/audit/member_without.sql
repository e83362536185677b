-- Each touched block of one month counted again without its patient; the table audit_touched names block and patient.
select t.touched, count(v.patient)::integer as visits, count(distinct v.patient)::integer as patients
from audit_touched t
join audit_block b on b.side = t.side and b.unit = t.unit and b.block = t.block
join audit_unit u on u.unit = t.unit
left join visit v on v.month = $month and v.geography = u.geography and v.patient <> t.patient
  and b.leaf = case t.side when 'age' then v.age_leaf else v.disease_leaf end
group by t.touched
