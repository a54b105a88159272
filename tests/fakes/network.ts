/**
 * A network of people for tests of alerting: one town, one cluster, specialists with one device each at the local push service. Written
 * straight into the tables; what people then do goes through the commands.
 */
import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import { pushPayload } from '#contracts/push-payload.ts';
import type { PushPayload } from '#contracts/push-payload.ts';
import { sessionClaims } from '#tests/database/token.ts';
import { makeReceiver } from './decrypt.ts';
import type { Receiver } from './decrypt.ts';

export interface Specialist {
	profileId: string;
	name: string;
	deviceId: string;
	/** Of the push service. */
	channel: string;
	receiver: Receiver;
}

export interface Network {
	clusterId: string;
	municipalityId: string;
	specialists: Specialist[];
	/** Somebody new asks for help; answers the id of the request. */
	ask(question?: Partial<Question>): Promise<string>;
	/** A command as its door in the API calls it. */
	command(
		profileId: string,
		name: string,
		given: Record<string, string | number | boolean>,
	): Promise<Record<string, unknown>>;
}

interface Question {
	title: string;
	priority: number;
	place: string;
	callback: string;
}

interface PushAddresses {
	host: string;
	endpoint(channel: string): string;
}

/** Makes a network of so many specialists; `push` may be the service itself or its addresses. Safe to call several times. */
export async function makeNetwork(sql: Sql, push: PushAddresses, people: number): Promise<Network> {
	const clusterId = randomUUID();
	// All networks of one database share the town: names of municipalities are there once.
	const municipalityId = 'd1000000-0000-4000-8000-000000000001';
	const specialists = Array.from({ length: people }, (_, index) => ({
		profileId: randomUUID(),
		name: `Person ${index + 1}`,
		deviceId: randomUUID(),
		channel: randomUUID(),
		receiver: makeReceiver(),
	}));
	const ids = specialists.map(({ profileId }) => profileId);
	const devices = specialists.map(({ deviceId }) => deviceId);
	const rows = specialists.map(({ deviceId, channel, receiver }) => ({
		device_id: deviceId,
		endpoint: push.endpoint(channel),
		host: push.host,
		p256dh: receiver.keys.p256dh,
		auth: receiver.keys.auth,
	}));
	await sql.begin(async (transaction) => {
		await transaction`
			update private.settings set value = concat_ws(',', nullif(value, ''), ${push.host}::text)
			where key = 'push_extra_hosts' and not ${push.host} = any (string_to_array(value, ','))`;
		await transaction`insert into public.municipalities (municipality_id, slug, name) values (${municipalityId}, ${municipalityId}, 'Riesa') on conflict do nothing`;
		await transaction`insert into public.clusters (cluster_id, slug, name) values (${clusterId}, ${clusterId}, 'Netzwerk & Internet')`;
		await transaction`
			insert into public.profiles (profile_id, display_name, municipality_id, status)
			select id, name, ${municipalityId}, 'active'
			from unnest(${ids}::uuid[], ${specialists.map(({ name }) => name)}::text[]) as given (id, name)`;
		await transaction`insert into public.roles (profile_id, role) select unnest(${ids}::uuid[]), 'specialist'`;
		await transaction`insert into public.cluster_members (cluster_id, profile_id) select ${clusterId}, unnest(${ids}::uuid[])`;
		await transaction`
			insert into public.devices (device_id, profile_id, label, platform)
			select device_id, profile_id, 'Handy', 'test' from unnest(${devices}::uuid[], ${ids}::uuid[]) as given (device_id, profile_id)`;
		await transaction`
			insert into private.push_endpoints (device_id, endpoint, host, p256dh, auth)
			select * from jsonb_to_recordset(${transaction.json(rows)}) as given (device_id uuid, endpoint text, host text, p256dh text, auth text)`;
	});

	async function command(
		profileId: string,
		name: string,
		given: Record<string, string | number | boolean>,
	): Promise<Record<string, unknown>> {
		const claims = JSON.stringify(sessionClaims(profileId));
		const values = Object.entries({ command_id: randomUUID(), ...given });
		const names = values.map(([key], index) => `${key} => $${index + 1}`).join(', ');
		return await sql.begin(async (transaction) => {
			await transaction`select set_config('role', 'authenticated', true), set_config('request.jwt.claims', ${claims}, true)`;
			const [row] = await transaction.unsafe<{ answer: Record<string, unknown> }[]>(
				`select public.${name}(${names}) as answer`,
				values.map(([, value]) => value),
			);
			return row?.answer ?? {};
		});
	}

	return {
		clusterId,
		municipalityId,
		specialists,
		command,
		async ask(question = {}) {
			const [requestId, requesterId] = [randomUUID(), randomUUID()];
			await sql`
				insert into public.profiles (profile_id, display_name, municipality_id, status)
				values (${requesterId}, 'Frau Lehmann', ${municipalityId}, 'active')`;
			const usual = {
				title: 'Bürgeramt ohne Internet',
				priority: 1,
				place: 'Rathausplatz 1',
				callback: '03525 700-214',
			};
			const answer = await command(requesterId, 'create_request', {
				request_id: requestId,
				cluster_id: clusterId,
				body: '',
				kind: 'incident',
				...usual,
				...question,
			});
			if (answer.outcome !== 'created') throw new Error(`not asked: ${JSON.stringify(answer)}`);
			return requestId;
		},
	};
}

/** What one POST says to its device; throws when it was not for it or is none of ours. */
export function readMessage(specialist: Specialist, post: { body: Buffer } | undefined): PushPayload {
	if (post === undefined) throw new Error('no such post');
	return pushPayload.parse(JSON.parse(specialist.receiver.decrypt(post.body).toString()));
}
