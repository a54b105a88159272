import { expect, test } from 'vitest';
import { findTroubles } from '#domain/operations.ts';
import type { OperationsFacts } from '#domain/operations.ts';

const at = '2026-12-01T12:00:00Z';
const fine: OperationsFacts = {
	at,
	alerting_ran_at: '2026-12-01T11:59:20Z',
	retention_ran_at: '2026-12-01T11:55:00Z',
	queue: { waiting: 2, oldest_seconds: 3 },
	look_late_seconds: 0,
	day: { kind: 'counted', sent: 400, arrived: 390 },
	services: [{ service: 'googleapis.com', standing: 'fine', since: null }],
};

test('where all is well there is nothing to say', () => {
	expect(findTroubles(fine)).toEqual([]);
	expect(findTroubles({ ...fine, day: { kind: 'few' }, services: [] })).toEqual([]);
});

const hour = '2026-12-01T11:00:00Z';
test.each<[string, Partial<OperationsFacts>, object[]]>([
	['a sending that stands', { alerting_ran_at: hour }, [{ what: 'stopped', since: hour }]],
	['a sending that never ran', { alerting_ran_at: null }, [{ what: 'stopped', since: null }]],
	['a look two minutes ago is not late', { alerting_ran_at: '2026-12-01T11:58:00Z' }, []],
	[
		'a message that waits',
		{ queue: { waiting: 7, oldest_seconds: 61 } },
		[{ what: 'stuck', waiting: 7, seconds: 61 }],
	],
	['a minute is not yet too long', { queue: { waiting: 7, oldest_seconds: 60 } }, []],
	['a step that nobody plans', { look_late_seconds: 90 }, [{ what: 'stuck', waiting: 2, seconds: 90 }]],
	[
		'less than half arrives',
		{ day: { kind: 'counted', sent: 20, arrived: 9 } },
		[{ what: 'lost', sent: 20, arrived: 9 }],
	],
	['half arrives', { day: { kind: 'counted', sent: 20, arrived: 10 } }, []],
	['of a few nobody can tell', { day: { kind: 'counted', sent: 19, arrived: 0 } }, []],
	[
		'a second channel that carries nothing',
		{
			second: [
				{ channel: 'mail', standing: 'fine' },
				{ channel: 'webhook', standing: 'failing' },
			],
		},
		[{ what: 'webhook' }],
	],
	[
		'nothing is deleted for a day',
		{ retention_ran_at: '2026-11-30T11:59:59Z' },
		[{ what: 'kept', since: '2026-11-30T11:59:59Z' }],
	],
	[
		'what stands comes first and says what follows from it only once',
		{
			alerting_ran_at: hour,
			retention_ran_at: null,
			queue: { waiting: 7, oldest_seconds: 3600 },
			services: [
				{ service: 'b', standing: 'unanswered', since: hour },
				{ service: 'a', standing: 'refusing', since: hour },
			],
		},
		[
			{ what: 'stopped', since: hour },
			{ what: 'refusing', service: 'a', since: hour },
			{ what: 'unanswered', service: 'b', since: hour },
		],
	],
])('%s', (_, facts, troubles) => {
	expect(findTroubles({ ...fine, ...facts })).toEqual(troubles);
});
