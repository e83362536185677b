import { diseaseKind } from '#lib/release/disease-offer.ts';

/** Lists of diseases this device keeps for its reader. Nothing leaves it. */
export type KeptList = 'recent' | 'favourite';
const KEY: Readonly<Record<KeptList, string>> = {
  recent: 'atlas-diseases-recent',
  favourite: 'atlas-diseases-favourite'
};
const MOST: Readonly<Record<KeptList, number>> = { recent: 5, favourite: 20 };

/** The part of a browser's storage used here. */
export type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem'>;

/** A kept list; empty where the device keeps none, refuses, or holds something else. */
export function keptDiseases(list: KeptList, storage: Storage | null): string[] {
  try {
    const raw: unknown = JSON.parse(storage?.getItem(KEY[list]) ?? '[]');
    return Array.isArray(raw)
      ? raw
          .filter((id): id is string => typeof id === 'string' && diseaseKind(id) !== null)
          .slice(0, MOST[list])
      : [];
  } catch {
    return [];
  }
}

function keep(list: KeptList, ids: readonly string[], storage: Storage | null): string[] {
  const kept = [...new Set(ids)].slice(0, MOST[list]);
  try {
    storage?.setItem(KEY[list], JSON.stringify(kept));
  } catch {
    // a device that keeps nothing still lets its reader choose
  }
  return kept;
}

/** Puts a disease first among the recent ones. @returns the list as kept */
export const keepRecent = (id: string, storage: Storage | null): string[] =>
  keep('recent', [id, ...keptDiseases('recent', storage)], storage);

/** Adds a favourite, or takes it away. @returns the list as kept */
export function toggleFavourite(id: string, storage: Storage | null): string[] {
  const now = keptDiseases('favourite', storage);
  return keep('favourite', now.includes(id) ? now.filter((other) => other !== id) : [...now, id], storage);
}
