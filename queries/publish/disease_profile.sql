-- Visits and exactly counted distinct patients by age, sex, ICD-10 chapter and setting in one period: the four grains of disease_profile.
-- what a grain sums over is null: area in the prefecture's rows, age6 in the rows of age5, the rest in totals
with person as (
  select p.area, a.age6, a.age5, a.sex, v.chapter, d.setting, v.patient, count(*) as visits
  from visit v
  join cell_place p on p.geography = v.geography
  join cell_age a on a.age_leaf = v.age_leaf
  join cell_disease d on d.disease_leaf = v.disease_leaf
  where v.month between $first_month and $last_month and p.area is not null
  group by p.area, a.age6, a.age5, a.sex, v.chapter, d.setting, v.patient
)
select area, age6, age5, sex, chapter, setting,
  sum(visits)::integer as visits, count(distinct patient)::integer as patients
from person
group by grouping sets (
  (area, age6, sex, chapter, setting),
  (age5, sex, chapter, setting),
  (area, age6, sex),
  (area, chapter, setting))
