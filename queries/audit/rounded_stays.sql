-- Admissions, bed-days and quantiles of stay (type 7) behind every cell of stays in one fiscal year, counted from the records.
select p.area, lpad(v.mdc::varchar, 2, '0') as mdc, g.age6 as age,
  count(*)::integer as admissions, count(distinct v.patient)::integer as patients,
  sum(v.bed_days)::integer as bed_days,
  quantile_cont(v.bed_days, 0.25)::double as los_q25, quantile_cont(v.bed_days, 0.5)::double as los_median,
  quantile_cont(v.bed_days, 0.75)::double as los_q75, quantile_cont(v.bed_days, 0.9)::double as los_p90
from visit v
join audit_place p on p.geography = v.geography
join audit_age g on g.age_leaf = v.age_leaf
where v.month between $first_month and $last_month and p.inside and v.mdc > 0 and v.bed_days > 0
group by all
