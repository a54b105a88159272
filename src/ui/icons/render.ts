/*
 * Draws the files in static/icons from the one mark in ui/mark.ts: `node src/ui/icons/render.ts`. Run it after the mark
 * changed and commit what it wrote. Pictures are taken by Chromium (CHROME_PATH, else /usr/bin/chromium).
 */
import { writeFile } from 'node:fs/promises';
import { chromium } from '@playwright/test';
import { mark } from '#ui/mark.ts';

const petrol = '#0b5c6b';
const white = '#ffffff';
const folder = new URL('../../../static/icons/', import.meta.url);

interface Drawing {
	/** Share of the edge that the 32-unit grid of the mark takes. */
	share: number;
	front: string;
	/** Corner radius in units of the grid; nothing behind when absent. */
	tileRadius?: number;
}

function draw({ share, front, tileRadius }: Drawing): string {
	const offset = 16 * (1 - share);
	const tile =
		tileRadius === undefined ? '' : `\n\t<rect width="32" height="32" rx="${tileRadius}" fill="${petrol}"/>`;
	const paths = mark.paths.map((path) => `\n\t\t<path d="${path}"/>`).join('');
	const { x, y, radius } = mark.dot;
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">${tile}
	<g transform="translate(${offset} ${offset}) scale(${share})" fill="none" stroke="${front}" stroke-width="${mark.strokeWidth}" stroke-linecap="round">${paths}
		<circle cx="${x}" cy="${y}" r="${radius}" fill="${front}" stroke="none"/>
	</g>
</svg>
`;
}

/** A tile of its own colour, so that it reads on light and dark tab strips, docks and home screens alike. */
const tile = draw({ share: 0.84, front: white, tileRadius: 7 });
/** Full bleed: iOS rounds the corners itself. */
const bleed = draw({ share: 0.68, front: white, tileRadius: 0 });
/** Launchers may cut away everything beyond 80 % of the width (W3C manifest, safe zone of maskable icons). */
const maskable = draw({ share: 0.62, front: white, tileRadius: 0 });
/** The status bar of Android uses the shape only, filled with white. */
const badge = draw({ share: 0.96, front: white });

const pictures = [
	{ file: 'icon-192.png', size: 192, svg: tile },
	{ file: 'icon-512.png', size: 512, svg: tile },
	{ file: 'maskable-512.png', size: 512, svg: maskable },
	{ file: 'apple-touch-icon.png', size: 180, svg: bleed },
	{ file: 'badge-96.png', size: 96, svg: badge },
];

await writeFile(new URL('mark.svg', folder), tile);
const browser = await chromium.launch({
	executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
	args: ['--no-sandbox'],
});
const page = await browser.newPage();
for (const { file, size, svg } of pictures) {
	await page.setViewportSize({ width: size, height: size });
	await page.setContent(`<style>body{margin:0}svg{display:block;inline-size:100vw}</style>${svg}`);
	await writeFile(new URL(file, folder), await page.screenshot({ omitBackground: true }));
}
await browser.close();
