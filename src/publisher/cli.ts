#!/usr/bin/env -S npx tsx
import { AUDIT } from './cli/audit-verb.ts';
import { KEYGEN } from './cli/keygen-verb.ts';
import { PUBLISH } from './cli/publish-verb.ts';
import { run } from './cli/run.ts';
import { SYNTHESISE } from './cli/synthesise-verb.ts';
import { realTerminal } from './cli/terminal.ts';
import { VERIFY } from './cli/verify-verb.ts';

process.exitCode = await run(
  [SYNTHESISE, PUBLISH, AUDIT, VERIFY, KEYGEN],
  process.argv.slice(2),
  realTerminal
);
