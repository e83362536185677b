-- Letters by the partner's municipality and by its medical area, department group and direction in one period: how many persons and partners contribute, and the two largest contributions of each.
-- a letter that names nobody is a contributor of its own; geography is null in the rows of areas, area in those of municipalities
with letter as (
  select r.partner_geography as geography, p.area, r.department, r.direction, r.patient, r.partner
  from referral r
  join cell_place p on p.geography = r.partner_geography
  where r.month between $first_month and $last_month
),
contribution as (
  select 'patient' as contributor, geography, area, department, direction, patient as who, count(*) as letters
  from letter
  where patient >= 0
  group by grouping sets ((geography, department, direction, patient), (area, department, direction, patient))
  union all
  select 'unnamed', geography, area, department, direction, -1, count(*)
  from letter
  where patient < 0
  group by grouping sets ((geography, department, direction), (area, department, direction))
  union all
  select 'facility', geography, area, department, direction, partner, count(*)
  from letter
  group by grouping sets ((geography, department, direction, partner), (area, department, direction, partner))
),
ranked as (
  select *, row_number() over (
    partition by contributor, geography, area, department, direction order by letters desc) as place
  from contribution
)
select contributor, geography, area, department, direction, count(*)::integer as contributors,
  sum(letters)::double as total,
  coalesce(max(letters) filter (where place = 1), 0)::double as largest,
  coalesce(max(letters) filter (where place = 2), 0)::double as second_largest
from ranked
group by contributor, geography, area, department, direction
