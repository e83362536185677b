import { textWidth } from '../i18n/text-width.ts';

/** A name to write at a point of the drawing, the most important first in its list. */
export interface Name {
  readonly code: string;
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Tries, in units of the size: at the point, then a little above or below it, then aside. */
const MOVES = [
  [0, 0],
  [0, 0.9],
  [0, -0.9],
  [0, 1.7],
  [0, -1.7],
  [1.6, 0],
  [-1.6, 0]
] as const;

/**
 * Where names can stand without touching each other or leaving the frame. A name with no free place is left out:
 * the map still tells it by pointer, keyboard and list.
 * @param size height of the letters, in drawing units
 */
export function placeNames(names: readonly Name[], size: number, frame: Box): Name[] {
  const taken: Box[] = [];
  const placed: Name[] = [];
  for (const name of names) {
    const half = (textWidth(name.text) * size) / 2;
    if (2 * half > frame.right - frame.left) continue;
    for (const [dx, dy] of MOVES) {
      const x = Math.min(frame.right - half, Math.max(frame.left + half, name.x + dx * size));
      const y = name.y + dy * size;
      const box = { left: x - half, right: x + half, top: y - size * 0.62, bottom: y + size * 0.62 };
      const free =
        box.top >= frame.top && box.bottom <= frame.bottom && !taken.some((other) => touch(box, other, size));
      if (!free) continue;
      taken.push(box);
      placed.push({ ...name, x: Math.round(x * 10) / 10, y: Math.round(y * 10) / 10 });
      break;
    }
  }
  return placed;
}

/** Side by side, two names need a space between them, or they read as one. */
function touch(a: Box, b: Box, size: number): boolean {
  return (
    a.left < b.right + size * 0.6 && b.left < a.right + size * 0.6 && a.top < b.bottom && b.top < a.bottom
  );
}
