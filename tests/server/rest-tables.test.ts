import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contentsOf } from '#tests/database/acting.ts';
import { openTestBackend } from '#tests/database/harness.ts';
import type { TestBackend } from '#tests/database/harness.ts';
import { namesOf, visible } from '#tests/database/visibility.ts';
import { buildWorld, emailOf, idOf, password, personNames } from '#tests/database/world.ts';
import type { Person } from '#tests/database/world.ts';

let backend: TestBackend;
const sessions = new Map<Person, string>();

async function signIn(person: Person): Promise<string> {
	const answer = await backend.call('/auth/v1/token?grant_type=password', {
		body: { email: emailOf(person), password },
	});
	expect(answer.status).toBe(200);
	const { access_token: token } = (await answer.json()) as { access_token: string }; // checked by use
	return token;
}

beforeAll(async () => {
	backend = await openTestBackend();
	await buildWorld(backend.sql);
	for (const person of personNames) sessions.set(person, await signIn(person));
});
afterAll(() => backend.stop());

function as(person: Person): Record<string, string> {
	return { authorization: `Bearer ${String(sessions.get(person))}` };
}

const tables = Object.entries(visible);

describe.each(tables)('/rest/v1/%s', (name, table) => {
	test.each(personNames)('%s, signed in, reads exactly what is theirs to read', async (person) => {
		const answer = await backend.call(`/rest/v1/${name}?select=*`, { headers: as(person) });
		expect(answer.status).toBe(200);
		expect(namesOf(table, (await answer.json()) as Record<string, unknown>[])).toEqual(
			[...table.reads[person]].sort(),
		);
	});

	test('a stranger is refused', async () => {
		const answer = await backend.call(`/rest/v1/${name}?select=*`);
		expect([401, 403]).toContain(answer.status);
		expect(await answer.json()).toMatchObject({ code: '42501' });
	});

	test('nobody counts by HEAD what they may not read', async () => {
		const answer = await backend.call(`/rest/v1/${name}?select=*`, {
			method: 'HEAD',
			headers: { ...as('pia'), prefer: 'count=exact' },
		});
		const count = table.reads.pia.length;
		expect([answer.status, answer.headers.get('content-range')]).toEqual([
			200,
			count === 0 ? '*/0' : `0-${count - 1}/${count}`,
		]);
	});
});

describe('nobody writes to a table', () => {
	const everybody: (Person | undefined)[] = [undefined, ...personNames];

	test.each(everybody)(
		'%s is refused every POST, PATCH, PUT and DELETE, and nothing moved',
		async (person) => {
			const before = await contentsOf(backend.database);
			const headers = person ? as(person) : {};
			for (const [name, { key }] of tables) {
				const id = idOf(person ?? 'anna');
				const attempts: [string, string, unknown?][] = [
					['POST', `/rest/v1/${name}`, { [key]: id }],
					['POST', `/rest/v1/${name}?on_conflict=${key}`, [{ [key]: id }]],
					['PATCH', `/rest/v1/${name}?${key}=eq.${id}`, { [key]: id }],
					['PUT', `/rest/v1/${name}?${key}=eq.${id}`, { [key]: id }],
					['DELETE', `/rest/v1/${name}?${key}=eq.${id}`],
				];
				for (const [method, path, body] of attempts) {
					const upsert = path.includes('on_conflict') ? { prefer: 'resolution=merge-duplicates' } : {};
					const answer = await backend.call(path, { method, body, headers: { ...headers, ...upsert } });
					expect(answer.status, `${method} ${path}`).toBeGreaterThanOrEqual(400);
					expect(answer.status, `${method} ${path}`).toBeLessThan(500);
				}
			}
			expect(await contentsOf(backend.database)).toEqual(before);
		},
	);
});

describe('no way leads around', () => {
	test.each([
		'private',
		'auth',
		'storage',
		'pg_catalog',
		'information_schema',
		'extensions',
		'supabase_migrations',
	])('the schema %s is not served, whatever the headers ask for', async (schema) => {
		const before = await contentsOf(backend.database);
		const paths = {
			private: 'settings',
			auth: 'users',
			storage: 'objects',
			pg_catalog: 'pg_authid',
			information_schema: 'tables',
			extensions: 'pg_stat_statements',
			supabase_migrations: 'schema_migrations',
		};
		const table = paths[schema as keyof typeof paths]; // one of the names above
		for (const path of [
			`/rest/v1/${table}`,
			`/rest/v1/${schema}.${table}`,
			`/rest/v1/${schema}%2E${table}`,
		]) {
			for (const headers of [{ 'accept-profile': schema }, { 'content-profile': schema }, {}]) {
				const answer = await backend.call(path, { headers: { ...as('kora'), ...headers } });
				expect(answer.status, `${path} ${JSON.stringify(headers)}`).toBeGreaterThanOrEqual(400);
			}
		}
		for (const name of ['take_request', 'accept_with_ticket', 'changed_ids', 'my_scope_version']) {
			const answer = await backend.call(`/rest/v1/rpc/${name}`, {
				body: {},
				headers: { ...as('kora'), 'content-profile': schema, 'accept-profile': schema },
			});
			expect(answer.status, name).toBeGreaterThanOrEqual(400);
		}
		expect(await contentsOf(backend.database)).toEqual(before);
	});

	test.each([
		['the text of a case', 'requests', 'request_id', 'request_details'],
		['the history of a case', 'requests', 'request_id', 'request_events'],
		['contacts', 'profiles', 'profile_id', 'profile_contacts'],
		['devices', 'profiles', 'profile_id', 'devices'],
	])(
		'embedding %s shows a specialist exactly what the two tables themselves show',
		async (_, outer, key, inner) => {
			async function read(path: string): Promise<Record<string, unknown>[]> {
				const answer = await backend.call(`/rest/v1/${path}`, { headers: as('olaf') });
				expect(answer.status).toBe(200);
				return (await answer.json()) as Record<string, unknown>[]; // the shape of every list of the API
			}
			const rows = await read(`${outer}?select=${key},${inner}(*)`);
			const [table, innerTable] = [visible[outer], visible[inner]];
			if (!table || !innerTable) throw new Error(`nobody said who reads ${outer} or ${inner}`);
			expect(namesOf(table, rows)).toEqual([...table.reads.olaf].sort());
			// One row comes as an object or null, several as a list.
			const embedded = rows.flatMap((row) => (row[inner] ?? []) as Record<string, unknown>[]);
			const shown = new Set(rows.map((row) => row[key]));
			const alone = (await read(`${inner}?select=*`)).filter((row) => shown.has(row[key]));
			expect(embedded).not.toEqual([]);
			expect(namesOf(innerTable, embedded)).toEqual(namesOf(innerTable, alone));
		},
	);

	test.each([
		['a filter on a hidden table', 'requests?select=request_id&request_details.body=like.*Text*'],
		['an injected filter', `requests?request_id=eq.${idOf('open')}'%20or%20'1'='1`],
		['an injected column', 'requests?select=request_id,(select+value+from+private.settings)'],
		['an injected order', 'requests?order=(select+1)'],
		['a function as a column', 'profiles?select=pg_sleep(5)'],
		['a cast to a table', 'profiles?select=profile_id::regclass'],
		['an or over everything', 'request_details?or=(request_id.not.is.null,body.like.*)'],
	])('%s shows an office worker no more than their own', async (_, path) => {
		const answer = await backend.call(`/rest/v1/${path}`, { headers: as('mona') });
		const found = await answer.text();
		for (const name of ['open', 'accepted', 'resolved', 'longAgo'])
			expect(found).not.toContain(`"request_id":"${idOf(name)}"`);
		expect(found).not.toMatch(/ticket_secret|Text zu (open|accepted)/);
	});
});
