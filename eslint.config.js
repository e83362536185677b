import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

/** Imports of `owned` packages go through the folder that owns them; the message names it. */
const owned = [
  { name: 'echarts', owner: 'src/lib/charts', patterns: ['echarts', 'echarts/*'] },
  { name: 'd3-geo', owner: 'src/lib/map', patterns: ['d3-geo', 'topojson-client'] },
  {
    name: 'duckdb-wasm',
    owner: 'src/lib/database',
    patterns: ['@duckdb/duckdb-wasm', '@duckdb/duckdb-wasm/*', 'hyparquet', 'apache-arrow']
  },
  { name: 'node-api', owner: 'src/publisher', patterns: ['@duckdb/node-api'] }
];
const refuse = (...rules) => ({ 'no-restricted-imports': ['error', { patterns: rules }] });
const notOwned = (folder) =>
  owned
    .filter(({ owner }) => owner !== folder)
    .map(({ patterns, owner }) => ({
      group: patterns,
      message: `Only ${owner} imports this: ask it for what you need.`
    }));
const noPublisher = {
  group: ['#publisher/*', '**/publisher/**'],
  message: 'The site never reaches the publisher: patient-level code stays in the hospital.'
};

export default ts.config(
  {
    ignores: [
      'build/',
      '.svelte-kit/',
      '.cache/',
      'static/',
      'node_modules/',
      'queries/**/*.d.sql.ts',
      'test-results/'
    ]
  },
  js.configs.recommended,
  ...ts.configs.recommended,
  ...svelte.configs['flat/recommended'],
  { languageOptions: { globals: { ...globals.browser, ...globals.node } } },
  { files: ['**/*.svelte', '**/*.svelte.ts'], languageOptions: { parserOptions: { parser: ts.parser } } },
  {
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-undef': 'off',
      // the full-width space is Japanese typography
      'no-irregular-whitespace': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      // hrefs are made by pathOf and addressOf, which already hold the base
      'svelte/no-navigation-without-resolve': 'off',
      'svelte/no-at-html-tags': 'error'
    }
  },
  { files: ['src/lib/charts/PrerenderedSvg.svelte'], rules: { 'svelte/no-at-html-tags': 'off' } },
  {
    files: ['src/lib/domain/**'],
    rules: refuse({
      regex: '^(?!\\./|vitest$|fast-check$)',
      message: 'domain imports nothing but its own files.'
    })
  },
  {
    files: ['src/lib/{statistics,release,selection,export,i18n,ui}/**', 'src/routes/**'],
    rules: refuse(noPublisher, ...notOwned(''))
  },
  { files: ['src/lib/charts/**'], rules: refuse(noPublisher, ...notOwned('src/lib/charts')) },
  { files: ['src/lib/map/**'], rules: refuse(noPublisher, ...notOwned('src/lib/map')) },
  { files: ['src/lib/database/**'], rules: refuse(noPublisher, ...notOwned('src/lib/database')) },
  { files: ['src/publisher/**'], rules: refuse(...notOwned('src/publisher')) }
);
