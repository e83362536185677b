-- Monthly visits of every place, all causes and settings together, one series a row, months joined by commas.
-- Nothing between two commas: the month is withheld, or its table was taken back. A leaf without a row is withheld in its nearest REST, and zero where no REST stands above it.
-- not null: level, area, city, unit, first_month, counts
with blocks as (
  select month, prefecture, area, city, unit, sum(visits)::integer as visits
  from visits_by_age
  group by all
),
leaves as (select distinct prefecture, area, city, unit from population),
span as (select min(month) as first_month, max(month) as last_month from visits_by_age),
months as (
  select (i // 12 * 100 + i % 12 + 1)::integer as month
  from (
    select unnest(range(first_month // 100 * 12 + first_month % 100 - 1, last_month // 100 * 12 + last_month % 100)) as i
    from span
  )
),
reported as (select distinct month from blocks),
rests as (
  select month, list(replace(unit, '*REST', '')) as nodes
  from (select distinct month, unit from blocks where unit like '%*REST')
  group by month
),
leaf_months as (
  select m.month, l.area, l.city, l.unit,
    case
      when d.month is null then 'all'
      when b.unit is not null then null
      when list_contains(r.nodes, l.city) then 'city'
      when list_contains(r.nodes, l.area) then 'area'
      when list_contains(r.nodes, l.prefecture) then 'prefecture'
      when list_contains(r.nodes, 'all') then 'all'
    end as hidden_in
  from months m
  cross join leaves l
  left join reported d on d.month = m.month
  left join blocks b on b.month = m.month and b.unit = l.unit and b.city = l.city
  left join rests r on r.month = m.month
),
places as (
  select month, 'unit' as level, area, city, unit, hidden_in is not null as hidden from leaf_months
  union all
  select month, 'city', area, city, city, bool_or(coalesce(hidden_in in ('area', 'prefecture', 'all'), false))
  from leaf_months where city = '04100' group by month, area, city
  union all
  select month, 'area', area, area, area, bool_or(coalesce(hidden_in in ('prefecture', 'all'), false))
  from leaf_months group by month, area
  union all
  select month, 'prefecture', '04', '04', '04', bool_or(coalesce(hidden_in = 'all', false)) from leaf_months group by month
),
counts as (
  select month, 'unit' as level, unit as code, visits from blocks where unit not like '%*REST' and prefecture = '04'
  union all
  select month, 'city', city, sum(visits) from blocks where city = '04100' group by month, city
  union all
  select month, 'area', area, sum(visits) from blocks where prefecture = '04' and area <> '*REST' group by month, area
  union all
  select month, 'prefecture', prefecture, sum(visits) from blocks where prefecture = '04' group by month, prefecture
)
select p.level, p.area, p.city, p.unit,
  min(p.month)::integer as first_month,
  string_agg(
    case when p.hidden then '' else coalesce(c.visits, 0)::integer::varchar end, ',' order by p.month
  ) as counts
from places p
left join counts c on c.month = p.month and c.level = p.level and c.code = p.unit
group by p.level, p.area, p.city, p.unit
order by p.level, p.area, p.city, p.unit
