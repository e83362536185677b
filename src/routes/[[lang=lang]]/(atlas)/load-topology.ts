import { base } from '$app/paths';
import type { MapTopology } from '#lib/map/map-geometry.ts';

let loaded: Promise<MapTopology> | undefined;

/** The map's geometry, fetched once: the same object in every view, so that paths computed from it are kept. */
export function loadTopology(fetch: (url: string) => Promise<Response>): Promise<MapTopology> {
  if (typeof window !== 'undefined' && loaded) return loaded;
  const topology = fetch(`${base}/map/miyagi.topo.json`).then(
    (response) => response.json() as Promise<MapTopology>
  );
  topology.catch(() => (loaded = undefined));
  return (loaded = topology);
}
