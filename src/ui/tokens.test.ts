import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

type Palette = ReadonlyMap<string, string>;

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '');
const [dayBlock = '', nightBlock = ''] = css.split(/@media[^{]*dark[^{]*\{/);

function parsePalette(block: string): Palette {
	const colours = new Map<string, string>();
	for (const [, name = '', value = ''] of block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})\s*;/g))
		colours.set(name, value);
	return colours;
}

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(hex: string): number {
	const channel = (at: number): number => {
		const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
		return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
	};
	return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

function contrast(palette: Palette, front: string, back: string): number {
	const [a, b] = [front, back].map((name) => {
		const colour = palette.get(name);
		if (colour === undefined) throw new Error(`tokens.css has no colour --${name}`);
		return luminance(colour);
	});
	if (a === undefined || b === undefined) return 0;
	return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

const grounds = ['ground', 'surface', 'surface-quiet'];
const text: [string, string][] = [
	...['ink', 'ink-quiet', 'accent', 'alarm', 'wait', 'good'].flatMap((front) =>
		grounds.map((back): [string, string] => [front, back]),
	),
	['accent', 'accent-quiet'],
	['accent', 'accent-quiet-hover'],
	['ink', 'accent-quiet'],
	['fill-ink', 'fill'],
	['fill-ink', 'fill-hover'],
	['alarm', 'alarm-quiet'],
	['alarm', 'alarm-quiet-hover'],
	['wait', 'wait-quiet'],
	['good', 'good-quiet'],
	...['alarm-quiet', 'wait-quiet', 'good-quiet', 'accent-quiet'].map((back): [string, string] => [
		'ink',
		back,
	]),
];
const controls: [string, string][] = [
	...['edge-control', 'focus', 'fill'].flatMap((front) =>
		grounds.slice(0, 2).map((back): [string, string] => [front, back]),
	),
	...['accent-quiet', 'alarm-quiet', 'wait-quiet', 'good-quiet', 'surface-quiet'].map(
		(back): [string, string] => ['focus', back],
	),
];

const day = parsePalette(dayBlock);
const night = parsePalette(nightBlock);

describe.each([
	['day', day],
	['night', night],
])('the %s palette', (_name, palette) => {
	test.each(text)('text in %s is readable on %s', (front, back) => {
		expect(contrast(palette, front, back)).toBeGreaterThanOrEqual(4.5);
	});

	test.each(controls)('a control in %s stands out from %s', (front, back) => {
		expect(contrast(palette, front, back)).toBeGreaterThanOrEqual(3);
	});
});

test('the night decides every colour the day decides', () => {
	expect([...night.keys()].sort()).toEqual([...day.keys()].sort());
});
