import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .map((name) => `src/${name.replaceAll('\\', '/')}`)
  .filter((name) => /\.(?:ts|svelte)$/.test(name));
const source = new Map(files.map((file) => [file, readFileSync(join(ROOT, file), 'utf8')]));
const isTest = (file: string): boolean => file.endsWith('.test.ts');

/** The room a file stands in. */
function roomOf(file: string): string {
  if (file.startsWith('src/lib/')) return file.split('/')[2]!;
  return file.startsWith('src/publisher/') ? 'publisher' : 'routes';
}

/** Whom each room may import from, itself aside. Downwards only. */
const MAY: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  statistics: ['domain'],
  release: ['domain'],
  i18n: ['domain', 'release'],
  selection: ['domain', 'release'],
  database: ['domain', 'release'],
  ui: ['i18n', 'domain'],
  export: ['ui', 'i18n', 'domain'],
  charts: ['domain', 'i18n', 'statistics'],
  map: ['domain', 'i18n', 'statistics'],
  publisher: ['domain', 'release', 'statistics'],
  routes: [
    'domain',
    'release',
    'statistics',
    'i18n',
    'selection',
    'database',
    'ui',
    'export',
    'charts',
    'map'
  ]
};

/** Packages that one room owns. */
const OWNERS: readonly (readonly [RegExp, string])[] = [
  [/^echarts(?:\/|$)/, 'charts'],
  [/^(?:d3-geo|topojson-client)$/, 'map'],
  [/^(?:@duckdb\/duckdb-wasm|hyparquet|apache-arrow)(?:\/|$)/, 'database'],
  [/^@duckdb\/node-api$/, 'publisher'],
  [/^node:/, 'publisher'],
  [/^(?:simple-statistics|jstat)$/, 'statistics'],
  [/^highs$/, 'publisher'],
  [/^@noble\//, 'release']
];

const IMPORT =
  /(?:import|export)\s+(?:type\s+)?(?:[^'"();]*?\sfrom\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g;
const imports = files.flatMap((file) =>
  [...source.get(file)!.matchAll(IMPORT)].map((match) => ({ file, of: match[1] ?? match[2]! }))
);

function targetOf(file: string, of: string): string | undefined {
  if (of.startsWith('#lib/')) return `src/lib/${of.slice(5)}`;
  if (of.startsWith('#publisher/')) return `src/publisher/${of.slice(11)}`;
  if (of.startsWith('.')) return posix.normalize(posix.join(posix.dirname(file), of));
  return undefined;
}

describe('the house', () => {
  it('has imports to hold', () => {
    expect(imports.length).toBeGreaterThan(150);
  });

  it('imports run down only', () => {
    const wrong = imports.flatMap(({ file, of }) => {
      const target = targetOf(file, of);
      if (
        target === undefined ||
        !target.startsWith('src/') ||
        target.endsWith('.css') ||
        of.includes('$types')
      )
        return [];
      const [from, to] = [roomOf(file), roomOf(target)];
      return from === to || MAY[from]!.includes(to)
        ? []
        : [`${file} imports ${target}: ${from} may not ask ${to}`];
    });
    expect(wrong).toEqual([]);
  });

  it('a package is imported only by the folder that owns it', () => {
    const wrong = imports.flatMap(({ file, of }) => {
      const owner = OWNERS.find(([pattern]) => pattern.test(of))?.[1];
      return owner === undefined || isTest(file) || roomOf(file) === owner
        ? []
        : [`${file} imports ${of}, which belongs to ${owner}`];
    });
    expect(wrong).toEqual([]);
  });

  it('only protect makes safe rows, and the ledger gives back those already published', () => {
    const makers = imports
      .filter(({ file, of }) => of.endsWith('safe-rows.ts') && /\bsafeRows\(/.test(source.get(file)!))
      .map(({ file }) => file)
      .filter((file) => !isTest(file));
    expect(makers.filter((file) => !/^src\/publisher\/(?:protect|ledger)\//.test(file))).toEqual([]);
    expect(makers).not.toEqual([]);
  });

  it('the auditor shares words, policy and contracts with protect, never a function', () => {
    const asked = imports.filter(
      ({ file, of }) =>
        file.startsWith('src/publisher/audit/') &&
        !isTest(file) &&
        /^src\/publisher\/(?:protect|count|write)\//.test(targetOf(file, of) ?? '')
    );
    const functions = asked.filter(
      ({ file, of }) =>
        !new RegExp(`import type [^;]*['"]${of.replaceAll('.', '\\.')}['"]`).test(source.get(file)!)
    );
    expect(functions.map(({ file, of }) => `${file} imports ${of}`)).toEqual([]);
  });

  it('markup from a string stands in one component', () => {
    // Svelte takes blanks after the brace; the others are the browser's own ways to the same end
    const ways =
      /\{\s*@html\b|\.(?:inner|outer)HTML\s*=[^=]|insertAdjacentHTML|setHTMLUnsafe|createContextualFragment|document\.write|srcdoc/;
    expect(files.filter((file) => !isTest(file) && ways.test(source.get(file)!))).toEqual([
      'src/lib/charts/PrerenderedSvg.svelte'
    ]);
  });

  it('no file is a heap: no utils, helpers, common or stores, and none over 350 lines', () => {
    expect(
      files.filter((file) => /(?:^|\/)(?:utils?|helpers?|common|stores?|misc)(?:[./-]|$)/i.test(file))
    ).toEqual([]);
    expect(files.filter((file) => !isTest(file) && source.get(file)!.split('\n').length > 350)).toEqual([]);
  });

  it('nothing names a place outside the project or asks another host', () => {
    const hosts = files
      .filter((file) => !isTest(file))
      .flatMap((file) =>
        [...source.get(file)!.matchAll(/https?:\/\/[^\s'"`)>]+/g)].map((m) => `${file}: ${m[0]}`)
      );
    expect(hosts.filter((line) => !line.includes('http://www.w3.org/'))).toEqual([]);
    expect(files.filter((file) => /\.\.\/shared\//.test(source.get(file)!))).toEqual([]);
  });

  it('no query is spliced: the site builds no SQL of its own outside the engine', () => {
    const sql = files.filter(
      (file) =>
        !file.startsWith('src/publisher/') &&
        !file.startsWith('src/lib/database/') &&
        !isTest(file) &&
        /\bselect\b[^'"`\n]*\bfrom\b\s+\w/i.test(
          source
            .get(file)!
            .replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')
            .replaceAll(/import[\s\S]*?from\s+['"][^'"]+['"]/g, '')
        )
    );
    expect(sql).toEqual([]);
  });

  it('every colour and measure a file names is a token, or its own: one that is not is drawn black', () => {
    const styles = ['tokens.css', 'app.css'].map((name) =>
      readFileSync(join(ROOT, 'src/lib/ui', name), 'utf8')
    );
    const defined = new Set(
      [...styles, ...source.values()].flatMap((text) =>
        [...text.matchAll(/(--[a-z][a-z0-9-]*)['"]?\s*[:=]/g)].map(([, name]) => name)
      )
    );
    const unknown = files
      .filter((file) => !isTest(file))
      .flatMap((file) =>
        [
          ...source
            .get(file)!
            .replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')
            .matchAll(/var\((--[a-z0-9-]*[a-z0-9])\)/g)
        ]
          .filter(([, name]) => !defined.has(name))
          .map(([, name]) => `${file}: ${name}`)
      );
    expect(unknown).toEqual([]);
  });
});
