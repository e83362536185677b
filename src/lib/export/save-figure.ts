import type { TableModel } from '../ui/table-model.ts';
import { csvOf } from './csv.ts';
import { svgPicture, withoutVariables, type PictureText } from './svg-picture.ts';

/** Properties a drawing takes from the page's style sheet and has to carry itself once outside. */
const CARRIED = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linejoin',
  'opacity',
  'font-size',
  'font-weight',
  'text-anchor',
  'display',
  'paint-order'
] as const;

function download(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** Every drawing of a figure (a map has a legend beside it), where it stands on the page. */
function drawingOf(figure: HTMLElement): { markup: string; width: number; height: number } | null {
  const drawings = [...figure.querySelectorAll<SVGSVGElement>('.plot svg')].filter(
    (svg) => !svg.parentElement?.closest('svg') && svg.getBoundingClientRect().width > 0
  );
  if (drawings.length === 0) return null;
  const boxes = drawings.map((svg) => svg.getBoundingClientRect());
  const left = Math.min(...boxes.map((box) => box.left));
  const top = Math.min(...boxes.map((box) => box.top));
  const page = getComputedStyle(document.documentElement);
  return {
    markup: drawings
      .map((svg, i) => standalone(svg, boxes[i]!, boxes[i]!.left - left, boxes[i]!.top - top, page))
      .join(''),
    width: Math.max(...boxes.map((box) => box.right)) - left,
    height: Math.max(...boxes.map((box) => box.bottom)) - top
  };
}

function standalone(
  drawing: SVGSVGElement,
  { width, height }: DOMRect,
  x: number,
  y: number,
  page: CSSStyleDeclaration
): string {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const originals = drawing.querySelectorAll('*');
  copy.querySelectorAll('*').forEach((element, i) => {
    const style = getComputedStyle(originals[i]!);
    for (const property of CARRIED) element.setAttribute(property, style.getPropertyValue(property));
    for (const name of ['class', 'style', 'href', 'tabindex', 'aria-label']) element.removeAttribute(name);
  });
  const box = drawing.getAttribute('viewBox') ?? `0 0 ${width} ${height}`;
  return withoutVariables(
    `<svg x="${x}" y="${y}" width="${width}" height="${height}" viewBox="${box}" overflow="visible">${copy.innerHTML}</svg>`,
    (name) => page.getPropertyValue(name)
  );
}

/** Saves a figure as a picture or its rows as a file. Everything is made in the page; nothing is sent. */
export async function saveFigure(
  kind: 'png' | 'svg' | 'csv',
  figure: HTMLElement,
  name: string,
  table: TableModel,
  text: PictureText
): Promise<void> {
  if (kind === 'csv') {
    download(
      `${name}.csv`,
      new Blob([csvOf(table, [...(text.stamp ? [text.stamp] : []), text.title, text.sub, text.source])], {
        type: 'text/csv;charset=utf-8'
      })
    );
    return;
  }
  const drawing = drawingOf(figure);
  if (!drawing) return;
  const style = getComputedStyle(document.documentElement);
  const colour = (variable: string) => style.getPropertyValue(variable).trim();
  // what the figure notes below itself (whose map it is, how many it counts) goes with it
  const note = figure.querySelector('.note')?.textContent?.trim() ?? '';
  const told = { ...text, source: [note, text.source].filter(Boolean).join('　') };
  const svg = svgPicture(drawing.markup, Math.round(drawing.width), Math.round(drawing.height), told, {
    ink: colour('--ink'),
    quiet: colour('--ink-3'),
    paper: colour('--surface'),
    flag: colour('--flag')
  });
  const picture = new Blob([svg], { type: 'image/svg+xml' });
  if (kind === 'svg') {
    download(`${name}.svg`, picture);
    return;
  }
  const image = new Image();
  image.src = URL.createObjectURL(picture);
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth * 2;
  canvas.height = image.naturalHeight * 2;
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(image.src);
  canvas.toBlob((png) => png && download(`${name}.png`, png), 'image/png');
}
