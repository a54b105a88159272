import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase } from '#tests/database/harness.ts';
import type { TestDatabase } from '#tests/database/harness.ts';
import { buildWorld, people, requestNames, requests } from '#tests/database/world.ts';
import { makeTraffic } from '../traffic.ts';
import { exposition } from './exposition.ts';
import { deliveryStates, readMetrics } from './metrics.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase();
	await buildWorld(database.sql);
});
afterAll(() => database.drop());

const idle = { running: true, queued: 3, oldest_queued_ms: 1500, last_error: null };

function read(health = () => Promise.resolve(idle)) {
	const traffic = makeTraffic();
	traffic.note('rest', 200);
	return readMetrics({
		sql: database.sql,
		worker: { health },
		traffic,
		streams: 2,
		version: '1.2',
		mode: 'embedded',
	});
}

test('the page is what Prometheus reads: every line a comment or a figure', async () => {
	const lines = (await read()).split('\n');
	for (const line of lines)
		expect(line).toMatch(
			/^$|^# (?:HELP|TYPE) [a-z_]+ .+$|^[a-z_]+(?:\{[a-z]+="[^"]*"(?:,[a-z]+="[^"]*")*\})? [\d.e+-]+$/,
		);
	expect(lines).toEqual(
		expect.arrayContaining([
			'rufkreis_http_answers_total{door="rest",class="2xx"} 1',
			'rufkreis_live_streams 2',
			'rufkreis_database_up 1',
			'rufkreis_queue_deliveries 3',
			'rufkreis_queue_oldest_seconds 1.5',
			'rufkreis_deliveries{state="sent"} 4',
			'rufkreis_deliveries{state="failed"} 0',
			'rufkreis_info{version="1.2",mode="embedded"} 1',
		]),
	);
});

test('a database that does not answer is a figure, and the rest stands', async () => {
	const page = await read(() => Promise.reject(new Error('away')));
	expect(page).toContain('rufkreis_database_up 0\n');
	expect(page).toContain('rufkreis_http_answers_total');
	expect(page).not.toContain('rufkreis_deliveries');
});

test('it names nobody and nothing that somebody wrote', async () => {
	const page = await read();
	for (const name of [...Object.keys(people), ...requestNames.map((name) => `Anfrage ${name}`)])
		expect(page).not.toMatch(new RegExp(`\\b${name}\\b`));
	expect(page).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/);
	expect(Object.keys(requests).length).toBeGreaterThan(0);
});

test('every state a delivery can have is on the page', async () => {
	const [row] = await database.sql<{ definition: string }[]>`
		select pg_get_constraintdef(oid) as definition from pg_constraint where conname = 'deliveries_state_known'`;
	const states = [...(row?.definition ?? '').matchAll(/'(\w+)'/g)].map(([, state]) => state);
	expect(states).toEqual(deliveryStates);
});

test('a label is quoted', () => {
	expect(exposition([{ name: 'a', kind: 'gauge', help: 'A.', values: [[{ b: 'x"\\\n' }, 1]] }])).toBe(
		'# HELP a A.\n# TYPE a gauge\na{b="x\\"\\\\\\n"} 1\n',
	);
});
