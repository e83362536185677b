import { AREA, RELEASE, YEAR } from './selection.ts';

/**
 * What of an address goes along to another page: release, place and fiscal year, which all pages know by the same names.
 * @param params of the page on screen; null while prerendering, where there is no address to ask
 * @returns query string with its question mark; empty where nothing is carried
 */
export function carried(params: URLSearchParams | null): string {
  const kept = [RELEASE, AREA, YEAR].flatMap((name) => {
    const value = params?.get(name);
    return value ? [[name, value]] : [];
  });
  return kept.length === 0 ? '' : `?${new URLSearchParams(kept)}`;
}
