-- Every place the atlas can name, with its parent and register population.
-- not null: code, level, name_ja, name_kana, name_en, population
select code, level, parent, area, name_ja, name_kana, name_en, population
from geography
order by code
