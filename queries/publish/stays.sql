-- Admissions, exactly counted distinct patients and quantiles of stay by medical area, major diagnostic category and age in one period.
select p.area, v.mdc, a.age6, count(*)::integer as admissions, count(distinct v.patient)::integer as patients,
  quantile_cont(v.bed_days, 0.25)::double as q25, quantile_cont(v.bed_days, 0.5)::double as q50,
  quantile_cont(v.bed_days, 0.75)::double as q75, quantile_cont(v.bed_days, 0.9)::double as q90
from visit v
join cell_place p on p.geography = v.geography
join cell_age a on a.age_leaf = v.age_leaf
where v.month between $first_month and $last_month and p.area is not null and v.mdc > 0 and v.bed_days > 0
group by p.area, v.mdc, a.age6
