-- Visits and exactly counted distinct patients by age, sex, ICD-10 chapter and setting in one period: the four grains of disease_profile.
-- what a grain sums over is null: area in the prefecture's rows, age6 in the rows of age5, the rest in totals
select p.area, a.age6, a.age5, a.sex, v.chapter, d.setting,
  count(*)::integer as visits, count(distinct v.patient)::integer as patients
from visit v
join cell_place p on p.geography = v.geography
join cell_age a on a.age_leaf = v.age_leaf
join cell_disease d on d.disease_leaf = v.disease_leaf
where v.month between $first_month and $last_month and p.area is not null
group by grouping sets (
  (p.area, a.age6, a.sex, v.chapter, d.setting),
  (a.age5, a.sex, v.chapter, d.setting),
  (p.area, a.age6, a.sex),
  (p.area, v.chapter, d.setting))
