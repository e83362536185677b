-- Visits of every place in every fiscal year; no number where a month of the year is hidden.
-- A leaf without a row is hidden in its nearest REST, and zero where no REST stands above it.
-- not null: fiscal_year, level, code, months, hidden_months
with blocks as (
  select month, prefecture, area, city, unit, sum(visits)::integer as visits
  from visits_by_age
  group by all
),
leaves as (
  select distinct prefecture, area, city, unit from population
  union all
  values ('outside', 'outside', 'outside', 'outside'), ('unknown', 'unknown', 'unknown', 'unknown')
),
rests as (
  select month,
    list(replace(unit, '*REST', '')) as nodes
  from (select distinct month, unit from blocks where unit like '%*REST')
  group by month
),
months as (select distinct month from blocks),
leaf_months as (
  select m.month, l.prefecture, l.area, l.city, l.unit,
    case
      when b.unit is not null then null
      when list_contains(r.nodes, l.city) then 'city'
      when list_contains(r.nodes, l.area) then 'area'
      when list_contains(r.nodes, l.prefecture) then 'prefecture'
      when list_contains(r.nodes, 'all') then 'all'
    end as hidden_in
  from months m
  cross join leaves l
  left join blocks b on b.month = m.month and b.unit = l.unit and b.city = l.city
  left join rests r on r.month = m.month
),
places as (
  select month, 'unit' as level, unit as code, hidden_in is not null as hidden
  from leaf_months where prefecture = '04'
  union all
  select month, 'city', city, bool_or(coalesce(hidden_in in ('area', 'prefecture', 'all'), false))
  from leaf_months where city = '04100' group by month, city
  union all
  select month, 'area', area, bool_or(coalesce(hidden_in in ('prefecture', 'all'), false))
  from leaf_months where prefecture = '04' group by month, area
  union all
  select month, 'prefecture', prefecture, bool_or(coalesce(hidden_in = 'all', false))
  from leaf_months group by month, prefecture
),
counts as (
  select month, 'unit' as level, unit as code, visits from blocks where unit not like '%*REST' and prefecture = '04'
  union all
  select month, 'city', city, sum(visits) from blocks where city = '04100' group by month, city
  union all
  select month, 'area', area, sum(visits) from blocks where area not in ('*REST', 'outside', 'unknown') group by month, area
  union all
  select month, 'prefecture', prefecture, sum(visits) from blocks where prefecture <> '*REST' group by month, prefecture
)
select
  (p.month // 100 - case when p.month % 100 < 4 then 1 else 0 end)::integer as fiscal_year,
  p.level,
  p.code,
  case when count(*) filter (where p.hidden) = 0 then coalesce(sum(c.visits), 0)::integer end as visits,
  count(*) filter (where p.hidden)::integer as hidden_months,
  count(*)::integer as months
from places p
left join counts c on c.month = p.month and c.level = p.level and c.code = p.code
group by all
order by p.level, p.code, fiscal_year
