import type { TableModel } from '../ui/table-model.ts';
import { csvOf } from './csv.ts';
import { svgPicture, withoutVariables, type PictureText } from './svg-picture.ts';

/** Properties a drawing takes from the page's style sheet and has to carry itself once outside. */
const CARRIED = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
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

function drawingOf(figure: HTMLElement): { markup: string; width: number; height: number } | null {
  const drawing = figure.querySelector<SVGSVGElement>('.plot svg');
  if (!drawing) return null;
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const originals = drawing.querySelectorAll('*');
  copy.querySelectorAll('*').forEach((element, i) => {
    const style = getComputedStyle(originals[i]!);
    for (const property of CARRIED) element.setAttribute(property, style.getPropertyValue(property));
    for (const name of ['class', 'style', 'href', 'tabindex', 'aria-label']) element.removeAttribute(name);
  });
  const { width, height } = drawing.getBoundingClientRect();
  const box = drawing.getAttribute('viewBox') ?? `0 0 ${width} ${height}`;
  const style = getComputedStyle(document.documentElement);
  const markup = withoutVariables(
    `<svg width="${width}" height="${height}" viewBox="${box}">${copy.innerHTML}</svg>`,
    (name) => style.getPropertyValue(name)
  );
  return { markup, width, height };
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
  const svg = svgPicture(drawing.markup, Math.round(drawing.width), Math.round(drawing.height), text, {
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
