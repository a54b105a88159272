/** One request, timed from the moment its COMMIT leaves. */
import { randomUUID } from 'node:crypto';
import { sessionClaims } from '#tests/database/token.ts';
import type { Network } from '#tests/fakes/network.ts';
import { wallClock } from './world.ts';
import type { Bench } from './world.ts';

/** Wall clock of the commit. */
export async function ask(
	{ sql }: Pick<Bench, 'sql'>,
	{ clusterId, municipalityId }: Pick<Network, 'clusterId' | 'municipalityId'>,
): Promise<number> {
	const requesterId = randomUUID();
	await sql`
		insert into public.profiles (profile_id, display_name, municipality_id, status)
		values (${requesterId}, 'Frau Lehmann', ${municipalityId}, 'active')`;
	const claims = JSON.stringify(sessionClaims(requesterId));
	const connection = await sql.reserve();
	try {
		await connection`begin`;
		await connection`select set_config('request.jwt.claims', ${claims}, true)`;
		await connection`
			select public.create_request(${randomUUID()}, ${randomUUID()}, ${clusterId}, 'Bürgeramt ohne Internet', '', 1, 'incident',
				null, 'Rathausplatz 1', '03525 700-214')`;
		const committed = wallClock();
		await connection`commit`;
		return committed;
	} finally {
		connection.release();
	}
}

/** Waits until the worker has written everything down, so that one round does not disturb the next. */
export async function settle({ sql }: Bench): Promise<void> {
	for (;;) {
		const [row] = await sql<{ open: number }[]>`
			select count(*)::int as open from private.deliveries where state in ('queued', 'sending')`;
		if (row?.open === 0) return;
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
}
