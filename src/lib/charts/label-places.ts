import { textWidth } from '../i18n/text-width.ts';

/** A label for a point of a drawing, in px; the most important first in its list. */
export interface PointLabel {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

/** A label where it can stand, by the middle of its text; with a leader where it stands away from its point. */
export interface PlacedLabel extends PointLabel {
  readonly textX: number;
  readonly textY: number;
  readonly leader: boolean;
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Labels are bold, a little wider than the ruler says. */
const BOLD = 1.1;
/** Room kept around a point, in px. */
const POINT = 5;
/** Tries: sides of the point, near first, then farther with a leader. */
const SIDES = [
  [1, 0],
  [-1, 0],
  [0, -1],
  [0, 1],
  [1, -1],
  [1, 1],
  [-1, -1],
  [-1, 1]
] as const;
const DISTANCES = [9, 20, 34] as const;

/**
 * Where labels can stand beside their points without touching each other, any point, or the frame. One with no free
 * place is left out: the table of the figure still names it.
 * @param points every point drawn, so that no label covers one @param size height of the letters, px
 */
export function placeLabels(
  labels: readonly PointLabel[],
  points: readonly { readonly x: number; readonly y: number }[],
  size: number,
  frame: Box
): PlacedLabel[] {
  const marks = points.map(({ x, y }) => box(x, y, POINT, POINT));
  const taken: Box[] = [];
  const placed: PlacedLabel[] = [];
  for (const label of labels) {
    const half = (textWidth(label.text) * size * BOLD) / 2;
    const place = tries(label, half, size).find(
      ({ at }) => inside(at, frame) && !marks.some((m) => touch(m, at)) && !taken.some((t) => touch(t, at))
    );
    if (!place) continue;
    taken.push(place.at);
    placed.push({ ...label, textX: place.x, textY: place.y, leader: place.leader });
  }
  return placed;
}

function tries({ x, y }: PointLabel, half: number, size: number) {
  return DISTANCES.flatMap((distance, ring) =>
    SIDES.map(([dx, dy]) => {
      const textX = x + dx * (distance + half) * (dy === 0 || ring > 0 ? 1 : 0.8);
      const textY = y + dy * (distance + size / 2);
      return { x: textX, y: textY, leader: ring > 0, at: box(textX, textY, half + 2, size * 0.62) };
    })
  );
}

const box = (x: number, y: number, halfWidth: number, halfHeight: number): Box => ({
  left: x - halfWidth,
  right: x + halfWidth,
  top: y - halfHeight,
  bottom: y + halfHeight
});
const touch = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
const inside = (a: Box, frame: Box): boolean =>
  a.left >= frame.left && a.right <= frame.right && a.top >= frame.top && a.bottom <= frame.bottom;
