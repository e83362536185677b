-- Published estimates of one disease in one setting, by municipality or by area, for every fiscal year and indicator.
-- not null: fiscal_year, place, indicator, value, lower, upper, events_band, method
select fiscal_year, place, indicator, value, lower, upper, events_band, method
from indicators
where disease = $disease and setting = $setting and place_level = $level
  and indicator in ('crude', 'sir', $standardised)
order by place, indicator, fiscal_year
