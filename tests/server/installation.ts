/** The product as an operator runs it, and people who use it over its API alone: what tests of backups, moves and two modes share. */
import { randomUUID } from 'node:crypto';
import { createClient } from '@supabase/supabase-js';
import type { SupabaseClient } from '@supabase/supabase-js';
import type { EveryCommandName } from '#contracts/every-command.ts';
import { parseChanges } from '#contracts/rows.ts';
import type { Changes, Row, Rows } from '#contracts/rows.ts';
import { applyPage, readMark } from '#local/apply.ts';
import type { LocalDatabase } from '#local/database.ts';
import { readDone } from '#local/outbox.ts';
import { Puller } from '#sync/puller.ts';
import { makeReceiver } from '#tests/fakes/decrypt.ts';
import type { PushService } from '#tests/fakes/push-service.ts';
import { freePort } from '#tests/free-port.ts';
import { run, temporaryFolder } from './processes.ts';
import type { Program } from './processes.ts';

/** Clusters, people and requests of the demo world. */
export const demo = {
	network: 'c1000000-0000-4000-8000-000000000001',
	requester: 'anfrage@riesa.example',
	specialist: 'anna@coswig.example',
};

export type Settings = Record<string, string>;

/** One data folder and one port: started, killed and started again. */
export async function openInstallation(push: PushService, settings: Settings = {}) {
	const folder = temporaryFolder();
	const port = await freePort();
	const origin = `http://localhost:${port}`;
	let program: Program | undefined;
	const env = {
		PORT: String(port),
		DATA_DIR: folder.path,
		PUSH_EXTRA_HOSTS: push.host,
		NODE_EXTRA_CA_CERTS: push.caFile,
		...settings,
	};

	async function kill(): Promise<void> {
		program?.signal('SIGKILL');
		await program?.exited;
		program = undefined;
	}

	return {
		folder,
		origin,
		env,
		async start(): Promise<void> {
			program = run('src/server/start.ts', env);
			await program.printed(`Rufkreis ist bereit: ${origin}`);
		},
		async stop(): Promise<void> {
			program?.signal('SIGTERM');
			await program?.exited;
			program = undefined;
		},
		kill,
		async remove(): Promise<void> {
			await kill();
			await folder.remove();
		},
		output: () => program?.output() ?? '',
	};
}

export interface Configuration {
	supabaseUrl: string;
	publishableKey: string;
	vapidPublicKey: string;
	mode: string;
}

export async function configurationOf(origin: string): Promise<Configuration> {
	return (await (await fetch(`${origin}/api/config`)).json()) as Configuration; // compared by the tests that use it
}

export interface Person {
	client: SupabaseClient;
	id: string;
	command(name: EveryCommandName, args: Record<string, unknown>): Promise<Record<string, unknown>>;
	pull(cursor: string | undefined): Promise<Changes>;
	/** Puts bytes at a request, as the app does. */
	attach(requestId: string, bytes: Uint8Array<ArrayBuffer>): Promise<string>;
	download(path: string): Promise<Uint8Array>;
}

/** Somebody whose session is held by this client. */
export function asPerson(client: SupabaseClient, id: string): Person {
	async function command(
		name: EveryCommandName,
		args: Record<string, unknown>,
	): Promise<Record<string, unknown>> {
		const answer = await client.rpc(name, { command_id: randomUUID(), ...args });
		if (answer.error) throw new Error(`${name}: ${answer.error.message}`);
		return answer.data as Record<string, unknown>; // what the tests ask of it, they compare
	}

	const files = client.storage.from('attachments');
	return {
		client,
		id,
		command,
		async pull(cursor) {
			const answer = await client.rpc('pull_changes', cursor === undefined ? {} : { cursor });
			const changes = parseChanges(answer.data);
			if (changes === undefined) throw new Error(`no changes: ${JSON.stringify(answer)}`);
			return changes;
		},
		async attach(requestId, bytes) {
			const attachmentId = randomUUID();
			const path = `${requestId}/${attachmentId}`;
			const stored = await files.upload(path, bytes.buffer, { contentType: 'image/png' });
			if (stored.error) throw stored.error;
			const args = { attachment_id: attachmentId, request_id: requestId, name: 'bild.png' };
			const answer = await command('attach_file', {
				...args,
				content_type: 'image/png',
				bytes: bytes.length,
			});
			if (answer.outcome !== 'attached') throw new Error(`not attached: ${JSON.stringify(answer)}`);
			return path;
		},
		async download(path) {
			const { data, error } = await files.download(path);
			if (error) throw error;
			return new Uint8Array(await data.arrayBuffer());
		},
	};
}

/** Signs in a demo account. */
export async function signIn(origin: string, email: string): Promise<Person> {
	const { supabaseUrl, publishableKey } = await configurationOf(origin);
	const client = createClient(supabaseUrl, publishableKey, {
		auth: { persistSession: false, autoRefreshToken: false },
	});
	const { data, error } = await client.auth.signInWithPassword({ email, password: 'rufkreis' });
	if (error) throw error;
	return asPerson(client, data.user.id);
}

/** A question with its answer's id. */
export async function ask(person: Person, title: string, clusterId = demo.network): Promise<string> {
	const request_id = randomUUID();
	const question = { title, body: 'Seit heute früh.', priority: 1, kind: 'incident' };
	const answer = await person.command('create_request', { request_id, cluster_id: clusterId, ...question });
	if (answer.outcome !== 'created') throw new Error(`not asked: ${JSON.stringify(answer)}`);
	return request_id;
}

/** A phone of this person at the push service, which takes messages of this key only. */
export async function registerPhone(person: Person, push: PushService, vapidPublicKey: string) {
	const channel = randomUUID();
	const deviceId = randomUUID();
	const receiver = makeReceiver();
	const answer = await person.command('register_device', {
		device_id: deviceId,
		endpoint: push.endpoint(channel, vapidPublicKey),
		...receiver.keys,
		label: 'Handy',
		platform: 'android',
	});
	if (answer.outcome !== 'registered') throw new Error(`not registered: ${JSON.stringify(answer)}`);
	return { channel, deviceId, receiver };
}

/** What a device of this person does to be up to date: our own puller and our own Dexie code. */
export function makePuller(database: LocalDatabase, person: Person): Puller {
	return new Puller({
		readMark: () => readMark(database),
		pull: async (cursor) => ({ outcome: 'pulled', changes: await person.pull(cursor) }),
		apply: (page, facts) => applyPage(database, page, facts),
		readDone: () => readDone(database),
		now: () => Date.now(),
		judge(error) {
			throw error;
		},
	});
}

/** The rows a device holds of a table, in order of their ids. */
export function heldRows<Table extends keyof Rows>(
	database: LocalDatabase,
	table: Table,
): Promise<Row<Table>[]> {
	return database.table(table).orderBy(':id').toArray();
}
