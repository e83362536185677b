import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, MarkAreaComponent, TooltipComponent } from 'echarts/components';
import { init, use, type EChartsCoreOption } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([LineChart, BarChart, GridComponent, TooltipComponent, MarkAreaComponent, AriaComponent, SVGRenderer]);

/** An option of one figure. Colours are CSS variables, which SVG attributes pass on: one drawing serves light and dark. */
export type ChartOption = EChartsCoreOption;

/** What every drawing gets, live or prerendered: no animation, the page's font. */
export const drawn = (option: ChartOption): ChartOption => ({ ...option, animation: false, textStyle: { fontFamily: 'inherit' } });

/** A live chart in an element, drawn without animation. */
export function liveChart(element: HTMLElement) {
  return init(element, null, { renderer: 'svg' });
}

/** The drawing of an option as an SVG string of a given size, in px; for prerendering and export. */
export function renderToSvg(option: ChartOption, width: number, height: number): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  chart.setOption(drawn(option));
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}
