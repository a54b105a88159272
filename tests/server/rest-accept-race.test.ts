import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { acceptAnswer } from '#contracts/commands.ts';
import { openTestBackend } from '#tests/database/harness.ts';
import type { TestBackend } from '#tests/database/harness.ts';
import { buildWorld, idOf, password } from '#tests/database/world.ts';

const runners = 300;
let backend: TestBackend;
beforeAll(async () => {
	backend = await openTestBackend();
	await buildWorld(backend.sql);
	// 300 specialists of the cluster, each with an account of their own.
	await backend.sql.unsafe(`
		create temporary table runners as
			select gen_random_uuid() as id, 'Fachkraft ' || n as name, 'fachkraft' || n || '@rathaus.example' as email from generate_series(1, ${runners}) n;
		insert into auth.users (id, email, encrypted_password, email_confirmed_at)
			select id, email, (select encrypted_password from auth.users limit 1), now() from runners;
		update public.profiles p set display_name = r.name, status = 'active', municipality_id = '${idOf('Nossen')}' from runners r where r.id = p.profile_id;
		insert into public.roles (profile_id, role) select id, 'specialist' from runners;
		insert into public.cluster_members (profile_id, cluster_id) select id, '${idOf('network')}' from runners;
	`);
});
afterAll(() => backend.stop());

/** Each from an address of its own: the door counts sign-ins per sender. */
async function signIn(number: number): Promise<string> {
	const answer = await backend.fetch(
		new Request(new URL('/auth/v1/token?grant_type=password', backend.supabaseUrl), {
			method: 'POST',
			headers: { apikey: backend.publishableKey, 'content-type': 'application/json' },
			body: JSON.stringify({ email: `fachkraft${number}@rathaus.example`, password }),
		}),
		`town hall ${number}`,
	);
	if (!answer) throw new Error('no door for sign-in');
	const { access_token: token } = (await answer.json()) as { access_token?: string }; // checked in the next line
	if (token === undefined) throw new Error(`no session for ${number}: ${answer.status}`);
	return token;
}

test('of 300 specialists who accept at once over HTTP one gets the request and 299 hear their name', async () => {
	const sessions = await Promise.all(Array.from({ length: runners }, (_, index) => signIn(index + 1)));
	const answers = await Promise.all(
		sessions.map(async (token) => {
			const answer = await backend.call('/rest/v1/rpc/accept_request', {
				body: { command_id: randomUUID(), request_id: idOf('open') },
				headers: { authorization: `Bearer ${token}` },
			});
			expect(answer.status).toBe(200);
			return acceptAnswer.parse(await answer.json());
		}),
	);
	const [row] = await backend.sql<{ name: string; accepted: number }[]>`
		select p.display_name as name, (select count(*)::int from public.request_events e where e.request_id = r.request_id and e.kind = 'accepted') as accepted
		from public.requests r join public.profiles p on p.profile_id = r.accepted_by where r.request_id = ${idOf('open')}`;
	expect(answers.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(1);
	const losers = answers.filter((answer) => answer.outcome === 'taken');
	expect(losers).toHaveLength(runners - 1);
	for (const loser of losers) expect(loser.by).toEqual({ name: row?.name, municipality: 'Nossen' });
	expect(row?.accepted).toBe(1);
});
