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
  const top = 62;
  const bottom = 34;
  const font = `font-family="'Hiragino Sans','BIZ UDPGothic','Noto Sans JP','Noto Sans CJK JP',Meiryo,sans-serif"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width + 32}" height="${height + top + bottom}" viewBox="0 0 ${width + 32} ${height + top + bottom}" ${font}>`,
    `<rect width="100%" height="100%" fill="${escaped(colours.paper)}"/>`,
    `<text x="16" y="28" font-size="16" font-weight="700" fill="${escaped(colours.ink)}">${escaped(text.title)}</text>`,
    `<text x="16" y="48" font-size="12" fill="${escaped(colours.quiet)}">${escaped(text.sub)}</text>`,
    `<svg x="16" y="${top}" width="${width}" height="${height}" overflow="visible">${drawing}</svg>`,
    ...(text.stamp
      ? [
          `<g fill="${escaped(colours.flag)}"><text x="${width / 2 + 16}" y="${top + height / 2}" font-size="34" font-weight="700" text-anchor="middle" opacity="0.16">${escaped(text.stamp)}</text>`,
          `<text x="16" y="${height + top + 22}" font-size="11" font-weight="700">${escaped(text.stamp)}</text></g>`
        ]
      : []),
    `<text x="${text.stamp ? 110 : 16}" y="${height + top + 22}" font-size="11" fill="${escaped(colours.quiet)}">${escaped(text.source)}</text>`,
    '</svg>'
  ].join('');
}
