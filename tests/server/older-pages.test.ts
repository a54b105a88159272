/**
 * Pages and workers that are open since tests/landed/wire.json was written, at the API of today: whatever they send has a door that takes it,
 * and they understand every answer. What they send here is theirs, word by word, and not made from the schemas of today.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openTestBackend } from '#tests/database/harness.ts';
import type { TestBackend } from '#tests/database/harness.ts';
import { buildWorld, idOf, type Person } from '#tests/database/world.ts';
import { breaks, sampleOf, type Shape, shapeOfValue } from '#tests/landed/shape.ts';
import { landed } from '#tests/landed/wire.ts';

let backend: TestBackend;
beforeAll(async () => {
	backend = await openTestBackend();
	await buildWorld(backend.sql);
});
afterAll(() => backend.stop());

async function call(person: Person, name: string, body: unknown): Promise<unknown> {
	const answer = await backend.call(`/rest/v1/rpc/${name}`, { body, as: idOf(person) });
	const text = await answer.text();
	expect(answer.status, `${name}: ${text}`).toBe(200);
	return JSON.parse(text);
}

function expectKnown(answer: unknown, name: string): void {
	expect(breaks(shapeOfValue(answer), toldShape(name), name)).toEqual([]);
}

function toldShape(name: string): Shape {
	const known = landed.told[name];
	if (known === undefined) throw new Error(`no older page knows "${name}"`);
	return known;
}

const commands = Object.entries(landed.asked).flatMap(([key, shape]) =>
	key.startsWith('command ') ? [[key.slice('command '.length), shape] as const] : [],
);

describe.each([
	['with all it may say', true],
	['with what it has to say', false],
])('a command of an older page, %s,', (_, isWhole) => {
	test.each(commands)('%s is taken and answered in words it knows', async (name, shape) => {
		// Who deletes their account cannot ask for more.
		const person = name === 'delete_account' ? (isWhole ? 'ben' : 'petra') : 'kora';
		expectKnown(await call(person, name, sampleOf(shape, isWhole)), `command ${name}`);
	});
});

test('an older page asks, attaches, accepts and gives back', async () => {
	const [request_id, attachment_id] = [randomUUID(), randomUUID()];
	const send = async (person: Person, name: string, args: object): Promise<unknown> => {
		const answer = await call(person, name, { command_id: randomUUID(), request_id, ...args });
		expectKnown(answer, `command ${name}`);
		return answer;
	};
	const written = { title: 'Drucker', body: '', priority: 2, kind: 'incident', cluster_id: idOf('network') };
	expect(await send('olaf', 'create_request', written)).toMatchObject({ outcome: 'created' });
	const uploaded = await backend.fetch(
		new Request(
			new URL(`/storage/v1/object/attachments/${request_id}/${attachment_id}`, backend.supabaseUrl),
			{
				method: 'POST',
				headers: {
					apikey: backend.publishableKey,
					authorization: `Bearer ${backend.tokenOf(idOf('olaf'))}`,
					'content-type': 'image/png',
				},
				body: new Uint8Array([1, 2, 3]),
			},
		),
	);
	expect(uploaded?.status).toBe(200);
	const file = { attachment_id, name: 'bild.png', content_type: 'image/png', bytes: 3 };
	expect(await send('olaf', 'attach_file', file)).toMatchObject({ outcome: 'attached' });
	expect(await send('anna', 'accept_request', {})).toMatchObject({ outcome: 'accepted' });
	expect(await send('anna', 'release_request', {})).toMatchObject({ outcome: 'released' });
});

/** Around the rows; `pull_changes` gives lists of rows, `pull_columns` a list per column. */
const page = z.object({
	cursor: z.string(),
	more: z.boolean(),
	kept_since: z.string(),
	rows: z.record(
		z.string(),
		z.union([z.array(z.record(z.string(), z.unknown())), z.record(z.string(), z.array(z.unknown()))]),
	),
	gone: z.array(z.tuple([z.string(), z.string()])),
	replaced: z.array(z.tuple([z.string(), z.nullable(z.string()), z.nullable(z.string())])),
});

function rowsOf(came: z.infer<typeof page>['rows'][string]): Record<string, unknown>[] {
	if (Array.isArray(came)) return came;
	const columns = Object.entries(came);
	return Array.from({ length: columns[0]?.[1].length ?? 0 }, (_, index) =>
		Object.fromEntries(columns.map(([name, values]) => [name, values[index]])),
	);
}

test.each(['pull_changes', 'pull_columns'])('an older page understands all that %s brings', async (name) => {
	const seen = new Set<string>();
	for (const person of ['anna', 'olaf', 'kora'] as const) {
		let cursor: string | undefined;
		for (let more = true; more;) {
			const pulled = page.parse(await call(person, name, cursor === undefined ? {} : { cursor }));
			for (const [table, came] of Object.entries(pulled.rows)) {
				// Tables it does not know it holds none of.
				if (!(`row of ${table}` in landed.told)) continue;
				for (const row of rowsOf(came)) {
					expectKnown(row, `row of ${table}`);
					seen.add(table);
				}
			}
			({ cursor, more } = pulled);
		}
		await call(person, name, { cursor });
	}
	const tables = Object.keys(landed.told).filter((key) => key.startsWith('row of '));
	expect([...seen].map((table) => `row of ${table}`).toSorted()).toEqual(tables.toSorted());
});

test.each([
	['my_account', 'anna'],
	['my_contact', 'anna'],
	['coordination_overview', 'kora'],
	['read_feedback', 'kora'],
	['read_operations', 'kora'],
] as const)('an older page understands what %s says', async (name, person) => {
	expectKnown(await call(person, name, {}), `reader ${name}`);
});

test('an older page that signs in learns the name of its person', async () => {
	const address = `/rest/v1/profiles?select=display_name&profile_id=eq.${idOf('anna')}`;
	const answer = await backend.call(address, { as: idOf('anna') });
	expect(await answer.json()).toEqual([{ display_name: 'anna' }]);
});
