-- Monthly visits of every municipality or ward by setting and ICD-10 chapter, one series a row, months joined by commas.
-- Nothing between two commas: the month is withheld, or its table was taken back. A leaf without a row is withheld where a REST stands above it, else zero.
-- not null: area, city, unit, setting, chapter, first_month, counts
with present as (
  select month, area, city, unit, setting, chapter, visits
  from visits_by_disease
  where level = 'chapter' and prefecture = '04'
),
series as (select distinct area, city, unit, setting, chapter from present),
span as (select min(month) as first_month, max(month) as last_month from visits_by_age),
months as (
  select (i // 12 * 100 + i % 12 + 1)::integer as month
  from (
    select unnest(range(first_month // 100 * 12 + first_month % 100 - 1, last_month // 100 * 12 + last_month % 100)) as i
    from span
  )
),
reported as (select distinct month from visits_by_disease),
units as (select distinct month, unit from visits_by_disease where prefecture = '04'),
rests as (
  select distinct month, replace(unit, '*REST', '') as node from visits_by_disease where unit like '%*REST'
),
setting_rests as (select distinct month, unit from visits_by_disease where setting = '*REST'),
chapter_rests as (
  select distinct month, unit, setting from visits_by_disease where chapter = '*REST' and setting <> '*REST'
),
filled as (
  select s.area, s.city, s.unit, s.setting, s.chapter, m.month,
    case
      when p.visits is not null then p.visits
      when d.month is null or sr.unit is not null or cr.unit is not null then null
      when u.unit is null and r.month is not null then null
      else 0
    end as visits
  from series s
  cross join months m
  left join present p on p.month = m.month and p.unit = s.unit and p.setting = s.setting and p.chapter = s.chapter
  left join reported d on d.month = m.month
  left join units u on u.month = m.month and u.unit = s.unit
  left join (select distinct month from rests) r on r.month = m.month
  left join setting_rests sr on sr.month = m.month and sr.unit = s.unit
  left join chapter_rests cr on cr.month = m.month and cr.unit = s.unit and cr.setting = s.setting
)
select area, city, unit, setting, chapter,
  min(month)::integer as first_month,
  string_agg(coalesce(visits::varchar, ''), ',' order by month) as counts
from filled
group by area, city, unit, setting, chapter
order by area, city, unit, setting, chapter
