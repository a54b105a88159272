import { expect, test } from 'vitest';
import { sayBuilding } from '#domain/building.ts';

test.each([
	[{ name: 'Rathaus', address: 'Am Markt 1' }, 'Rathaus, Am Markt 1'],
	[{ name: 'Bauhof', address: '' }, 'Bauhof'],
])('%j is said in one line', (building, said) => {
	expect(sayBuilding(building)).toBe(said);
});
