import { describe, expect, it } from 'vitest';
import { linesOf, svgPicture, withoutVariables } from './svg-picture.ts';

const colours = { ink: '#111', quiet: '#555', paper: '#fff', flag: '#a40' };

describe('a figure that leaves the page', () => {
  it('says inside the picture that its data are synthetic', () => {
    const svg = svgPicture(
      '<path d="M0 0"/>',
      400,
      200,
      { title: 't', sub: 's', source: 'x', stamp: '合成データ' },
      colours
    );
    expect(svg.match(/合成データ/g)).toHaveLength(2);
    expect(
      svgPicture('', 400, 200, { title: 't', sub: 's', source: 'x', stamp: null }, colours)
    ).not.toContain('合成データ');
  });
  it('shows hostile words as words', () => {
    const svg = svgPicture(
      '',
      400,
      200,
      { title: '<img src=x onerror=alert(1)>', sub: '</text><script>', source: '"&\'', stamp: null },
      colours
    );
    expect(svg).not.toMatch(/<img|<script/);
    expect(svg).toContain('&#60;img');
  });
  it('cuts no word off: a long source runs over several lines and the picture grows', () => {
    const source = '架空の連携12施設（合成データ）　第1版　令和7年度（2025年度）　みやぎ地域医療アトラス';
    const height = (svg: string) => Number(/height="(\d+)"/.exec(svg)![1]);
    const text = { title: 't', sub: 's', source, stamp: null };
    const [narrow, wide] = [svgPicture('', 240, 100, text, colours), svgPicture('', 900, 100, text, colours)];
    expect(height(narrow)).toBeGreaterThan(height(wide));
    expect(linesOf(source, 11, 240).join('').replaceAll('　', '')).toBe(source.replaceAll('　', ''));
    expect(linesOf('Twelve fictional partner facilities', 11, 120).every((l) => !/^\S{0,2}$/.test(l))).toBe(
      true
    );
    expect(linesOf('', 11, 100)).toEqual([]);
  });
  it('needs no style sheet: variables inside variables are resolved', () => {
    const values: Record<string, string> = { '--area': 'var(--cat)', '--cat': '#123456' };
    expect(withoutVariables('<path fill="var(--area)"/>', (n) => values[n] ?? '')).toBe(
      '<path fill="#123456"/>'
    );
    expect(withoutVariables('<path fill="var(--none)"/>', () => '')).toBe('<path fill="currentColor"/>');
  });
});
