#!/usr/bin/env node
// Runs the TypeScript publisher under tsx, which ships with this package.
import { register } from 'tsx/esm/api';

register();
await import('../src/publisher/cli.ts');
