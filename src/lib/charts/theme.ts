/** What every chart shares. Colours are CSS variables: the page's theme decides, without a redraw. */
export const axisLabel = {
  color: 'var(--ink-3)',
  fontSize: 11,
  fontFamily: 'inherit',
  hideOverlap: true
} as const;
export const gridLine = { lineStyle: { color: 'var(--line)' } } as const;

/** Stripes of a withheld part, those of the map. Only the SVG renderer can draw them. */
export const hatch = {
  type: 'pattern',
  repeat: 'repeat',
  svgWidth: 7,
  svgHeight: 7,
  rotation: Math.PI / 4,
  svgElement: {
    tag: 'g',
    attrs: {},
    key: 'hatch',
    children: [
      { tag: 'rect', attrs: { width: 7, height: 7, fill: 'var(--surface)' }, key: 'ground' },
      { tag: 'rect', attrs: { width: 1.8, height: 7, fill: 'var(--hatch)' }, key: 'stripe' }
    ]
  }
} as const;

interface TooltipParam {
  readonly dataIndex: number;
  readonly seriesIndex?: number;
  readonly value: unknown;
}

/** A tooltip drawn as text, never as HTML: value first, then what it compares with. */
export function tooltip(words: (params: readonly TooltipParam[]) => string): object {
  return {
    trigger: 'axis',
    renderMode: 'richText',
    confine: true,
    backgroundColor: 'var(--raised)',
    borderColor: 'var(--line-2)',
    borderWidth: 1,
    padding: [8, 10],
    textStyle: { color: 'var(--ink)', fontSize: 12, lineHeight: 18 },
    axisPointer: {
      type: 'line',
      lineStyle: { color: 'var(--line-2)', type: 'solid' },
      label: { show: false }
    },
    formatter: (params: TooltipParam | TooltipParam[]) => words(Array.isArray(params) ? params : [params])
  };
}
