import { expect, test } from 'vitest';
import { findPages } from '#tests/routes.ts';
import { appPages } from '#worker/navigation.ts';

test('the worker answers every page the app draws itself from the device, and no other', () => {
	const drawn = new Set(
		findPages()
			.filter(({ isApp }) => isApp)
			.map(({ path }) => path.split('/')[1]),
	);
	expect(drawn.size).toBeGreaterThan(0);
	expect(new Set(appPages)).toEqual(drawn);
});
