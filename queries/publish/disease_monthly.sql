-- Visits and exactly counted distinct patients of every ICD-10 block and setting, by medical area and in the prefecture, in one period.
-- area is null in the prefecture's rows; block is -1 for what stands in the chapter's row :other
select p.area, d.setting, v.chapter, coalesce(b.block, -1) as block,
  count(*)::integer as visits, count(distinct v.patient)::integer as patients
from visit v
join cell_place p on p.geography = v.geography
join cell_disease d on d.disease_leaf = v.disease_leaf
left join cell_block b on b.chapter = v.chapter and b.category = v.category
where v.month between $first_month and $last_month and p.area is not null
group by grouping sets (
  (p.area, d.setting, v.chapter, coalesce(b.block, -1)),
  (d.setting, v.chapter, coalesce(b.block, -1)))
