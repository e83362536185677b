-- What monthly_visits tells of one place, for every place at once: read ahead, so that a change of place finds its answer.
-- not null: place, month
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
  select month, list(replace(unit, '*REST', '')) as nodes
  from (select distinct month, unit from blocks where unit like '%*REST')
  group by month
),
-- the place nearest above a hidden leaf that says how many visits its REST holds; places below it do not know
leaf_months as (
  select m.month, l.prefecture, l.area, l.city, l.unit,
    case
      when b.unit is not null then 0
      when list_contains(r.nodes, l.city) then 1
      when list_contains(r.nodes, l.area) then 2
      when list_contains(r.nodes, l.prefecture) then 3
      when list_contains(r.nodes, 'all') then 4
      else 0
    end as hidden_below
  from (select distinct month from visits_by_age) m
  cross join leaves l
  left join blocks b on b.month = m.month and b.unit = l.unit and b.city = l.city
  left join rests r on r.month = m.month
),
hidden as (
  select place, month, bool_or(hidden) as hidden
  from (
    select unit as place, month, hidden_below > 0 and (hidden_below > 1 or unit <> city) as hidden from leaf_months
    union all
    select city, month, hidden_below > 1 from leaf_months
    union all
    select area, month, hidden_below > 2 from leaf_months
    union all
    select prefecture, month, hidden_below > 3 from leaf_months
  )
  group by place, month
),
counts as (
  select place, month, sum(visits) as visits
  from (select unnest(list_distinct([prefecture, area, city, unit])) as place, month, visits from blocks)
  group by all
)
select h.place, h.month, case when not h.hidden then coalesce(c.visits, 0)::integer end as visits
from hidden h
left join counts c on c.place = h.place and c.month = h.month
order by 1, 2
