/**
 * The mark on a 32 × 32 grid: one person in a ring (Kreis) that is open where the call (Ruf) leaves it, and the wave of
 * the call. Round strokes of `strokeWidth`; drawn by Mark.svelte and, as files, by icons/render.ts.
 */
export const mark = {
	strokeWidth: 4,
	paths: ['M13 10.5A9.25 9.25 0 1 0 22 19.5', 'M16.5 3.5A16.5 16.5 0 0 1 28.5 15.5'],
	dot: { x: 12.6, y: 19.6, radius: 3 },
} as const;
