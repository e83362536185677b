import type { ChartOption } from './echarts.ts';

/** One drawing for wide places and one for narrow ones. */
export interface PrerenderedChart {
  readonly wide: string;
  readonly narrow: string;
}

/** Draws an option at the widths of the two layouts. Only the server calls it: it brings all of ECharts along. */
export async function prerenderChart(
  id: string,
  option: ChartOption,
  widths: { readonly wide: number; readonly narrow: number },
  height: number
): Promise<PrerenderedChart> {
  const { renderToSvg } = await import('./echarts.ts');
  return {
    wide: renderToSvg(option, widths.wide, height, `${id}-wide`),
    narrow: renderToSvg(option, widths.narrow, height, `${id}-narrow`)
  };
}
