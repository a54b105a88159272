/** Over HTTP: what a session of before still opens once the account is gone. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseChanges } from '#contracts/rows.ts';
import { openTestBackend } from '#tests/database/harness.ts';
import type { TestBackend } from '#tests/database/harness.ts';
import { visible } from '#tests/database/visibility.ts';
import { buildWorld, emailOf, idOf, password, pathOf } from '#tests/database/world.ts';

let backend: TestBackend;
beforeAll(async () => {
	backend = await openTestBackend();
	await buildWorld(backend.sql);
});
afterAll(() => backend.stop());

const anna = idOf('anna');

async function read(table: string): Promise<unknown> {
	const answer = await backend.call(`/rest/v1/${table}?select=*`, { as: anna });
	return answer.json();
}

async function signIn(): Promise<number> {
	const answer = await backend.call('/auth/v1/token?grant_type=password', {
		body: { email: emailOf('anna'), password },
	});
	return answer.status;
}

test('a session of a deleted account reads nothing but its own blank row, changes nothing and is not renewed', async () => {
	expect(await read('requests')).not.toEqual([]);
	const session = await backend.call('/auth/v1/token?grant_type=password', {
		body: { email: emailOf('anna'), password },
	});
	const { refresh_token } = (await session.json()) as { refresh_token: string }; // checked by use
	const deleted = await backend.call('/rest/v1/rpc/delete_account', {
		as: anna,
		body: { command_id: randomUUID() },
	});
	expect(await deleted.json()).toEqual({ outcome: 'deleted', released: 2 });

	for (const table of Object.keys(visible)) {
		const rows = await read(table);
		if (table === 'profiles') {
			expect(rows).toMatchObject([{ profile_id: anna, display_name: '', status: 'left' }]);
		} else expect(rows, table).toEqual([]);
	}
	const pulled = await backend.call('/rest/v1/rpc/pull_changes', { as: anna, body: {} });
	const { profiles, ...rest } = parseChanges(await pulled.json())?.rows ?? {};
	expect(profiles).toHaveLength(1);
	expect(Object.values(rest).flat()).toEqual([]);
	const file = await backend.call(`/storage/v1/object/authenticated/attachments/${pathOf('open')}`, {
		as: anna,
	});
	expect(file.status).toBeGreaterThanOrEqual(400);
	const accepted = await backend.call('/rest/v1/rpc/accept_request', {
		as: anna,
		body: { command_id: randomUUID(), request_id: idOf('open') },
	});
	expect(await accepted.json()).toEqual({ outcome: 'not_allowed' });
	const renewed = await backend.call('/auth/v1/token?grant_type=refresh_token', { body: { refresh_token } });
	expect(renewed.status).toBeGreaterThanOrEqual(400);
	expect(await signIn()).toBeGreaterThanOrEqual(400);
});
