import { BarChart, CustomChart, LineChart, ScatterChart } from 'echarts/charts';
import { AriaComponent, GridComponent, MarkAreaComponent, TooltipComponent } from 'echarts/components';
import { init, setPlatformAPI, use, type EChartsCoreOption } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { textWidth } from '../i18n/text-width.ts';

use([ScatterChart, CustomChart]);
use([LineChart, BarChart, GridComponent, TooltipComponent, MarkAreaComponent, AriaComponent, SVGRenderer]);

// one ruler for server and browser: the prerendered drawing and the live one put every label at the same place
setPlatformAPI({
  measureText: (text: string, font?: string) => ({
    width: textWidth(text) * Number(/([\d.]+)px/.exec(font ?? '')?.[1] ?? 12)
  })
});

/** An option of one figure. Colours are CSS variables, which SVG attributes pass on: one drawing serves light and dark. */
export type ChartOption = EChartsCoreOption;

/** What every drawing gets, live or prerendered: no animation, the page's font. */
export const drawn = (option: ChartOption): ChartOption => ({
  ...option,
  animation: false,
  textStyle: { fontFamily: 'inherit' }
});

/** A live chart in an element, drawn without animation. */
export function liveChart(element: HTMLElement) {
  return init(element, null, { renderer: 'svg' });
}

/**
 * The drawing of an option as an SVG string of a given size, in px; for prerendering.
 * @param id prefix of the drawing's own ids, which must not meet another drawing's on the page
 */
export function renderToSvg(option: ChartOption, width: number, height: number, id: string): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  chart.setOption(drawn(option));
  const svg = withoutHoverTraces(chart.renderToSVGString(), id);
  chart.dispose();
  return svg;
}

/** The drawing without what ECharts adds for hovering: the live chart brings its own, and run numbers differ by run. */
function withoutHoverTraces(svg: string, id: string): string {
  return svg
    .replaceAll(/<style[^>]*>[\s\S]*?<\/style>/g, '')
    .replaceAll(/ ecmeta_\w+="[^"]*"/g, '')
    .replaceAll(/ class="[^"]*"/g, '')
    .replaceAll(/\bzr\d+-/g, `${id}-`);
}
