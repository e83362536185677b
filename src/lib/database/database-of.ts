import { Database } from './database.ts';
import type { OpenRelease } from './open-release.ts';

const databases = new Map<string, Database>();

/**
 * The database of a release: one per release in the browser, so that pages share engine and answers; while
 * prerendering one that answers from the snapshot alone. A release kept on this device has one of its own.
 */
export function databaseOf(release: OpenRelease): Database {
  if (typeof window === 'undefined') return new Database(release, null);
  const key = `${release.channel}/${release.manifest.release}/${release.kept ?? ''}`;
  let database = databases.get(key);
  if (!database) {
    database = new Database(release, async (...args) => (await import('./engine.ts')).startEngine(...args));
    databases.set(key, database);
  }
  return database;
}
