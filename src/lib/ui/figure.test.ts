import { createRawSnippet } from 'svelte';
import { render } from 'svelte/server';
import { describe, expect, it } from 'vitest';
import Figure from './Figure.svelte';
import { number, text, withheldCell } from './table-model.ts';

const draw = (provenance: 'synthetic' | null) =>
  render(Figure, {
    props: {
      id: 'f',
      title: '見出し',
      sub: '人口千対',
      provenance,
      table: {
        caption: '表',
        columns: [
          { label: '地域', numeric: false },
          { label: '受診', numeric: true }
        ],
        rows: [
          [text('石巻市'), number(1234, '1,234')],
          [text('<b>女川町'), withheldCell('秘匿')]
        ]
      },
      definition: ['定義の文'],
      locale: 'ja' as const,
      exportAs: () => undefined,
      plot: createRawSnippet(() => ({ render: () => '<svg></svg>' }))
    }
  }).body;

describe('a figure in the served page', () => {
  it('carries its rows as a table beside the drawing, put away until it is asked for', () => {
    const html = draw('synthetic');
    expect(html.match(/<tr>/g)).toHaveLength(3);
    expect(html).toMatch(/class="table[^"]*" hidden/);
    expect(html).toContain('1,234');
  });
  it('marks a withheld cell and shows names as words', () => {
    const html = draw('synthetic');
    expect(html).toMatch(/<td class="[^"]*withheld[^"]*">秘匿<\/td>/);
    expect(html).toContain('&lt;b>女川町');
  });
  it('says synthetic only where it is', () => {
    expect(draw('synthetic')).toContain('合成データ');
    expect(draw(null)).not.toContain('合成データ');
  });
});
