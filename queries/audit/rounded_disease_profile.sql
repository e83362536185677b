-- Visits, patients and bed-days behind every cell of disease_profile in one fiscal year, counted from the records.
with record as (
  select p.area, g.age6, g.age5, g.sex, a.roman as chapter, d.setting, v.patient, v.bed_days
  from visit v
  join audit_place p on p.geography = v.geography
  join audit_age g on g.age_leaf = v.age_leaf
  join audit_disease d on d.disease_leaf = v.disease_leaf
  join audit_diagnosis a on a.chapter = v.chapter and a.category = v.category
  where v.month between $first_month and $last_month and p.inside
)
select coalesce(area, '04') as area, coalesce(age6, age5, 'all') as age, coalesce(sex, 'all') as sex,
  coalesce(chapter, 'all') as chapter, coalesce(setting, 'all') as setting,
  count(*)::integer as visits, count(distinct patient)::integer as patients, sum(bed_days)::integer as bed_days
from record
group by grouping sets (
  (area, age6, sex, chapter, setting), (age5, sex, chapter, setting),
  (area, age6, sex), (age5, sex),
  (area, chapter, setting), (chapter, setting))
