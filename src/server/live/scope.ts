/** Who a session token belongs to, and what that person hears of. */
import type { Sql } from 'postgres';
import { z } from 'zod';
import type { Backend } from '../backend/backend.ts';

/** What an active person hears of, as the policies of requests say it. */
export interface Scope {
	clusterIds: ReadonlySet<string>;
	/** Open requests of all clusters. */
	isSpecialist: boolean;
	/** Everything. */
	isCoordinator: boolean;
}

export type Session =
	{ outcome: 'known'; profileId: string; expiresAt: number } | { outcome: 'unknown' | 'unavailable' };

const claims = z.object({ sub: z.uuid(), exp: z.number() });
const itself = z.tuple([z.object({ profile_id: z.uuid() })]);

function parseClaims(token: string): z.infer<typeof claims> | undefined {
	try {
		const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8');
		return claims.safeParse(JSON.parse(payload)).data;
	} catch {
		return undefined;
	}
}

/**
 * Asks the data API with the token itself, in either mode: only the API knows the keys that sign sessions. What the token says is believed
 * because the API, having checked the signature over it, hands out the profile of that person. Never throws; answers within `ms`.
 */
export async function readSession(
	{ fetch: mounted, supabaseUrl, publishableKey }: Backend,
	token: string,
	ms: number,
): Promise<Session> {
	const claimed = parseClaims(token);
	if (!claimed) return { outcome: 'unknown' };
	const address = new URL(`${supabaseUrl}/rest/v1/profiles`);
	address.searchParams.set('select', 'profile_id');
	address.searchParams.set('profile_id', `eq.${claimed.sub}`);
	try {
		const request = new Request(address, {
			headers: { apikey: publishableKey, authorization: `Bearer ${token}` },
			signal: AbortSignal.timeout(ms),
		});
		const answer = await (mounted(request) ?? fetch(request));
		if (answer.status >= 500 || answer.status === 429) return { outcome: 'unavailable' };
		if (!answer.ok) return { outcome: 'unknown' };
		const [profile] = itself.safeParse(await answer.json()).data ?? [];
		if (profile?.profile_id !== claimed.sub) return { outcome: 'unknown' };
		return { outcome: 'known', profileId: claimed.sub, expiresAt: claimed.exp * 1000 };
	} catch {
		return { outcome: 'unavailable' };
	}
}

/** The scopes of those among `profileIds` who are active; whoever is missing in the answer hears nothing. */
export async function loadScopes(sql: Sql, profileIds: readonly string[]): Promise<Map<string, Scope>> {
	if (profileIds.length === 0) return new Map();
	const rows = await sql<{ id: string; clusters: string[]; roles: string[] }[]>`
		select p.profile_id as id,
			to_jsonb(array(select m.cluster_id from public.cluster_members m where m.profile_id = p.profile_id)) as clusters,
			to_jsonb(array(select r.role from public.roles r where r.profile_id = p.profile_id)) as roles
		from public.profiles p where p.status = 'active' and p.profile_id in ${sql(profileIds)}`;
	return new Map(
		rows.map(({ id, clusters, roles }) => [
			id,
			{
				clusterIds: new Set(clusters),
				isSpecialist: roles.includes('specialist'),
				isCoordinator: roles.includes('coordinator'),
			},
		]),
	);
}
