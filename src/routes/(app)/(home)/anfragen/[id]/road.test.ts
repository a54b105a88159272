import { expect, test } from 'vitest';
import type { TripPack } from '#contracts/trip-pack.ts';
import { planRoad, type RoadFacts } from './road.ts';

const pulled = Date.parse('2026-11-30T13:00:00Z');
const packed = '2026-11-30T13:03:00Z';
const request = { files: 0 } as TripPack['request']; // nothing else of it is looked at
const pack = { packed_at: packed, request };
const bare: RoadFacts = { pack: undefined, hasDetails: true, files: 0, pulledAt: undefined };

test.each<[string, Partial<RoadFacts>, string[], number | undefined]>([
	['a pack and no pull ever', { pack }, [], Date.parse(packed)],
	['a pack and an older pull', { pack, pulledAt: pulled }, [], Date.parse(packed)],
	['all of a pull', { pulledAt: pulled }, [], pulled],
	['the request of a pull that has not ended', {}, ['sheet'], undefined],
	['a request whose inside is not here', { pulledAt: pulled, hasDetails: false }, ['text'], undefined],
	['nothing but its head', { hasDetails: false }, ['text', 'sheet'], undefined],
	['files that a pull has named', { pulledAt: pulled, files: 2 }, ['files'], pulled],
	[
		'files that only the pack knows of',
		{ pack: { ...pack, request: { ...request, files: 1 } } },
		['files'],
		Date.parse(packed),
	],
])('%s: missing %3$s... of it', (_, facts, missing, at) => {
	const road = planRoad({ ...bare, ...facts });
	expect(road.missing).toEqual(missing);
	expect(road.at?.getTime()).toBe(at);
});
