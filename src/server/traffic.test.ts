import { expect, test } from 'vitest';
import { makeTraffic } from './traffic.ts';

test('answers are counted by door and class, and those that never had a status as lost', () => {
	const traffic = makeTraffic();
	for (const status of [200, 204, 404, 503, undefined]) traffic.note('rest', status);
	traffic.note('pages', 304);
	expect(traffic.counts()).toEqual([
		{ door: 'rest', class: '2xx', count: 2 },
		{ door: 'rest', class: '4xx', count: 1 },
		{ door: 'rest', class: '5xx', count: 1 },
		{ door: 'rest', class: 'lost', count: 1 },
		{ door: 'pages', class: '3xx', count: 1 },
	]);
});
