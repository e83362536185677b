import { defineConfig } from 'vitest/config';

/**
 * The tests that mutants are held against (`npx stryker run`): those beside the code and the policy's, without the
 * site's plugins and without the ones that run a whole engine, so that a mutant costs seconds.
 */
export default defineConfig({
  test: {
    environment: 'node',
    include: ['src/publisher/{protect,policy}/**/*.test.ts', 'tests/policy.test.ts'],
    exclude: ['src/publisher/protect/any-month.test.ts', 'src/publisher/synthesise/**'],
    // a machine that does other work besides must not make a fault look found
    testTimeout: 600_000
  }
});
