-- Visits of one place in every month; no number in a month in which it is hidden.
-- A leaf without a row is hidden in its nearest REST, and zero where no REST stands above it.
-- not null: month
with blocks as (
  select month, prefecture, area, city, unit, sum(visits)::integer as visits
  from visits_by_age
  -- a place needs its own rows, and the RESTs that may hide one of its leaves
  where $area in (prefecture, area, city, unit) or unit like '%*REST'
  group by all
),
leaves as (
  select * from (
    select distinct prefecture, area, city, unit from population
    union all
    values ('outside', 'outside', 'outside', 'outside'), ('unknown', 'unknown', 'unknown', 'unknown')
  ) as leaf
  where $area in (prefecture, area, city, unit)
),
rests as (
  select month, list(replace(unit, '*REST', '')) as nodes
  from (select distinct month, unit from blocks where unit like '%*REST')
  group by month
),
hidden as (
  select m.month,
    bool_or(
      b.unit is null and case
        when list_contains(r.nodes, l.city) then $area = l.unit and $area <> l.city
        when list_contains(r.nodes, l.area) then $area in (l.unit, l.city)
        when list_contains(r.nodes, l.prefecture) then $area in (l.unit, l.city, l.area)
        else coalesce(list_contains(r.nodes, 'all'), false)
      end
    ) as hidden
  from (select distinct month from visits_by_age) m
  cross join leaves l
  left join blocks b on b.month = m.month and b.unit = l.unit and b.city = l.city
  left join rests r on r.month = m.month
  group by m.month
),
counts as (
  select month, sum(visits) as visits from blocks where $area in (prefecture, area, city, unit) group by month
)
select h.month, case when not h.hidden then coalesce(c.visits, 0)::integer end as visits
from hidden h
left join counts c on c.month = h.month
order by h.month
