import { textWidth } from '../i18n/text-width.ts';

/** What stands around the drawing when it leaves the page. */
export interface PictureText {
  readonly title: string;
  readonly sub: string;
  /** Source, release and period. */
  readonly source: string;
  /** 合成データ for an invented release; it stands inside the picture. */
  readonly stamp: string | null;
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

/** Every `var(--name)` replaced by what it stands for, so that the drawing needs no style sheet. */
export function withoutVariables(markup: string, valueOf: (name: string) => string): string {
  let text = markup;
  for (let depth = 0; depth < 4 && text.includes('var('); depth++)
    text = text.replace(/var\((--[\w-]+)\)/g, (_, name: string) => valueOf(name).trim() || 'currentColor');
  return text;
}

/** A text in lines no wider than `width` px at a size, broken at spaces, inside Japanese text anywhere. */
export function linesOf(text: string, size: number, width: number): string[] {
  const pieces = text.match(/[\u2E80-\uFFEF]|[^\s\u2E80-\uFFEF]+|\s/g) ?? [];
  const lines = [''];
  for (const piece of pieces) {
    const longer = lines.at(-1)! + piece;
    if (textWidth(longer.trimEnd()) * size <= width) lines[lines.length - 1] = longer;
    else if (piece.trim()) lines.push(piece);
  }
  return lines.map((line) => line.trim()).filter(Boolean);
}

/**
 * A figure as a standalone SVG: title above, source below, and for invented data the words that say so inside.
 * @param drawing inner markup of the drawing, its variables resolved
 */
export function svgPicture(
  drawing: string,
  width: number,
  height: number,
  text: PictureText,
  colours: { readonly ink: string; readonly quiet: string; readonly paper: string; readonly flag: string }
): string {
  const texts: string[] = [];
  let y = 10;
  const write = (words: string, size: number, leading: number, attributes: string): void => {
    for (const line of linesOf(words, size, width)) {
      y += leading;
      texts.push(`<text x="16" y="${y}" font-size="${size}" ${attributes}>${escaped(line)}</text>`);
    }
  };
  write(text.title, 16, 22, `font-weight="700" fill="${escaped(colours.ink)}"`);
  write(text.sub, 12, 18, `fill="${escaped(colours.quiet)}"`);
  const top = y + 14;
  y = top + height + 6;
  if (text.stamp) write(text.stamp, 11, 17, `font-weight="700" fill="${escaped(colours.flag)}"`);
  write(text.source, 11, 17, `fill="${escaped(colours.quiet)}"`);
  const [right, bottom] = [width + 32, y + 14];
  const mark = text.stamp
    ? `<text x="${width / 2 + 16}" y="${top + height / 2}" font-size="34" font-weight="700" text-anchor="middle" opacity="0.16" fill="${escaped(colours.flag)}">${escaped(text.stamp)}</text>`
    : '';
  const font = `font-family="'Hiragino Sans','BIZ UDPGothic','Noto Sans JP','Noto Sans CJK JP',Meiryo,sans-serif"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${right}" height="${bottom}" viewBox="0 0 ${right} ${bottom}" ${font}>`,
    `<rect width="100%" height="100%" fill="${escaped(colours.paper)}"/>`,
    `<svg x="16" y="${top}" width="${width}" height="${height}" overflow="visible">${drawing}</svg>`,
    mark,
    ...texts,
    '</svg>'
  ].join('');
}
