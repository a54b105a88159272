/**
 * The mark on a 32 × 32 grid: a ring (Kreis) that opens where a call (Ruf) leaves it, and the wave of the call.
 * Round strokes of `strokeWidth`; drawn by Mark.svelte and, as files, by icons/render.ts.
 */
export const mark = {
	strokeWidth: 4,
	paths: ['M18.9 11.3A9 9 0 1 0 21.7 14.1', 'M17.6 3.6A16 16 0 0 1 28.4 14.4'],
	dot: { x: 13, y: 20, radius: 2.6 },
} as const;
