/**
 * The small world in which policies and commands are tried: every kind of person, a request in every status with a photo each, devices that
 * live, were removed or belong to somebody who left, how-tos in every status. Ids follow from names, so a test can speak of Anna without asking.
 */
import { createHash } from 'node:crypto';
import type { Sql } from 'postgres';
import type { RequestStatus } from '#domain/request.ts';

/** The same name gives the same id in every test; version and variant bits are those of a random UUID. */
export function idOf(name: string): string {
	const hash = createHash('sha256').update(name).digest('hex');
	return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-4${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}

export const password = 'rufkreis';
const day = 24 * 3_600_000;

export const municipalities = ['Coswig', 'Meißen', 'Nossen', 'Riesa'] as const;
type Municipality = (typeof municipalities)[number];

interface BuildingFacts {
	municipality: Municipality;
	name: string;
	removed: boolean;
}

export const buildings = {
	townHall: { municipality: 'Riesa', name: 'Rathaus', removed: false },
	depot: { municipality: 'Riesa', name: 'Bauhof', removed: false },
	/** Somebody had chosen it. */
	oldTownHall: { municipality: 'Riesa', name: 'Altes Rathaus', removed: true },
	school: { municipality: 'Nossen', name: 'Grundschule', removed: false },
} as const satisfies Record<string, BuildingFacts>;
export type Building = keyof typeof buildings;
export const buildingNames = Object.keys(buildings) as Building[]; // keys of a const object
/** Who has chosen which. */
export const chosen = { olaf: 'townHall', mona: 'oldTownHall', helga: 'school' } as const;

export const clusters = ['network', 'phones'] as const;
export type Cluster = (typeof clusters)[number];

interface PersonFacts {
	municipality: Municipality | null;
	status: 'pending' | 'active' | 'left';
	roles: readonly ('specialist' | 'coordinator' | 'office' | 'council')[];
	memberships: Partial<Record<Cluster, 'member' | 'owner'>>;
}

const officeWorker = {
	municipality: 'Riesa',
	status: 'active',
	roles: [],
	memberships: {},
} as const satisfies PersonFacts;

export const people = {
	/** Signed up, trusted by nobody yet. */
	pia: { ...officeWorker, municipality: null, status: 'pending' },
	/** Office workers of the same town hall. */
	olaf: officeWorker,
	mona: officeWorker,
	/** Specialists of the cluster "network". */
	anna: {
		municipality: 'Coswig',
		status: 'active',
		roles: ['specialist'],
		memberships: { network: 'member' },
	},
	ben: {
		municipality: 'Meißen',
		status: 'active',
		roles: ['specialist'],
		memberships: { network: 'member' },
	},
	otto: {
		municipality: 'Nossen',
		status: 'active',
		roles: ['specialist'],
		memberships: { network: 'owner' },
	},
	/** A specialist of the other cluster. */
	petra: {
		municipality: 'Nossen',
		status: 'active',
		roles: ['specialist'],
		memberships: { phones: 'member' },
	},
	/** A specialist who is in no cluster. */
	sven: { municipality: 'Nossen', status: 'active', roles: ['specialist'], memberships: {} },
	kora: { municipality: 'Meißen', status: 'active', roles: ['coordinator'], memberships: {} },
	helga: { municipality: 'Nossen', status: 'active', roles: ['office'], memberships: {} },
	rolf: { municipality: 'Meißen', status: 'active', roles: ['council'], memberships: {} },
	/** Was a specialist of the network and left the service; traces of the past are still there. */
	lars: { municipality: 'Coswig', status: 'left', roles: ['specialist'], memberships: { network: 'member' } },
} as const satisfies Record<string, PersonFacts>;
export type Person = keyof typeof people;
export const personNames = Object.keys(people) as Person[]; // keys of a const object

type Asker = 'olaf' | 'mona';

interface RequestFacts {
	cluster: Cluster;
	by: Asker;
	status: RequestStatus;
	helper: Person | null;
	daysAgo: number;
}

function asked(
	by: Asker,
	cluster: Cluster,
	status: RequestStatus,
	helper: Person | null,
	daysAgo = 0,
): RequestFacts {
	return { by, cluster, status, helper, daysAgo };
}

export const requests = {
	open: asked('olaf', 'network', 'open', null),
	accepted: asked('olaf', 'network', 'accepted', 'anna'),
	inProgress: asked('olaf', 'network', 'in_progress', 'ben'),
	waiting: asked('olaf', 'network', 'waiting', 'anna'),
	resolved: asked('olaf', 'network', 'resolved', 'anna', 10),
	cancelled: asked('olaf', 'network', 'cancelled', null, 10),
	/** Older than the 90 days before today's members joined. */
	longAgo: asked('olaf', 'network', 'resolved', 'ben', 120),
	/** Somebody who is no longer here had accepted it. */
	orphaned: asked('olaf', 'network', 'accepted', 'lars'),
	phonesOpen: asked('mona', 'phones', 'open', null),
	phonesAccepted: asked('mona', 'phones', 'accepted', 'petra'),
} as const satisfies Record<string, RequestFacts>;
export type RequestName = keyof typeof requests;
export const requestNames = Object.keys(requests) as RequestName[]; // keys of a const object

/** Who helps along, beside whoever has it. */
export const helping = {
	accepted: 'ben',
	waiting: 'otto',
	longAgo: 'otto',
	phonesOpen: 'petra',
} as const satisfies Partial<Record<RequestName, Person>>;
export const helped = Object.keys(helping) as (keyof typeof helping)[]; // keys of a const object

/** What the button "later" offers, of those who have chosen. */
export const laterOf = { anna: 'two_hours', olaf: 'by_phone' } as const;

interface ArticleFacts {
	cluster: Cluster;
	author: Person;
	status: 'draft' | 'published' | 'archived';
}

export const articles = {
	networkGuide: { cluster: 'network', author: 'ben', status: 'published' },
	networkDraft: { cluster: 'network', author: 'anna', status: 'draft' },
	networkArchived: { cluster: 'network', author: 'ben', status: 'archived' },
	/** Begun by somebody who is no longer here. */
	orphanedDraft: { cluster: 'network', author: 'lars', status: 'draft' },
	phonesGuide: { cluster: 'phones', author: 'petra', status: 'published' },
	/** By a specialist who is not in the cluster it is for. */
	phonesDraft: { cluster: 'phones', author: 'sven', status: 'draft' },
} as const satisfies Record<string, ArticleFacts>;
export type ArticleName = keyof typeof articles;
export const articleNames = Object.keys(articles) as ArticleName[]; // keys of a const object

export const devices = {
	annasPhone: { owner: 'anna', removed: false },
	annasLaptop: { owner: 'anna', removed: false },
	annasOldPhone: { owner: 'anna', removed: true },
	bensPhone: { owner: 'ben', removed: false },
	olafsPc: { owner: 'olaf', removed: false },
	larsPhone: { owner: 'lars', removed: false },
} as const satisfies Record<string, { owner: Person; removed: boolean }>;
export type Device = keyof typeof devices;
const deviceNames = Object.keys(devices) as Device[]; // keys of a const object

/** One delivery of round 1 for the open request, as the planner leaves it after sending. */
export const alerted = [
	'annasPhone',
	'annasLaptop',
	'bensPhone',
	'larsPhone',
] as const satisfies readonly Device[];

export function emailOf(person: Person): string {
	return `${person}@rathaus.example`;
}

export function endpointOf(device: string): string {
	return `https://fcm.googleapis.com/fcm/send/${device}`;
}

/** Keys in the form a browser gives them (RFC 8291). */
export const subscriptionKeys = { p256dh: `B${'A'.repeat(86)}`, auth: 'a'.repeat(22) } as const;

export function membershipId(person: Person, cluster: Cluster): string {
	return idOf(`${person} in ${cluster}`);
}

export function roleId(person: Person, role: string): string {
	return idOf(`${person} is ${role}`);
}

export function deliveryId(device: Device): string {
	return idOf(`open request to ${device}`);
}

export function photoId(request: RequestName): string {
	return idOf(`photo of ${request}`);
}

export function helperId(request: RequestName): string {
	return idOf(`helper of ${request}`);
}

/** Where the bytes of a file lie in the bucket "attachments". */
export function pathOf(request: RequestName): string {
	return `${idOf(request)}/${photoId(request)}`;
}

async function insertPeople(sql: Sql): Promise<void> {
	await sql`
		insert into auth.users ${sql(
			personNames.map((name) => ({ id: idOf(name), email: emailOf(name), email_confirmed_at: new Date() })),
		)}`;
	// One hash for all: the demo password is the same, and hashing is slow on purpose.
	await sql`
		with hash as materialized (select extensions.crypt(${password}, extensions.gen_salt('bf', 4)) as value)
		update auth.users set encrypted_password = hash.value from hash`;
	for (const name of personNames) {
		const { municipality, status } = people[name];
		await sql`
			update public.profiles set display_name = ${name}, status = ${status},
				municipality_id = ${municipality === null ? null : idOf(municipality)}
			where profile_id = ${idOf(name)}`;
		await sql`update public.profile_contacts set phone = '03500 ' || ${name} where profile_id = ${idOf(name)}`;
	}
	for (const [name, building] of Object.entries(chosen))
		await sql`update public.profiles set building_id = ${idOf(building)} where profile_id = ${idOf(name)}`;
	const roles = personNames.flatMap((name) =>
		people[name].roles.map((role) => ({ role_id: roleId(name, role), profile_id: idOf(name), role })),
	);
	await sql`insert into public.roles ${sql(roles)}`;
	const memberships = personNames.flatMap((name) =>
		Object.entries<'member' | 'owner'>(people[name].memberships).map(([cluster, role]) => ({
			cluster_member_id: idOf(`${name} in ${cluster}`),
			cluster_id: idOf(cluster),
			profile_id: idOf(name),
			role,
		})),
	);
	await sql`insert into public.cluster_members ${sql(memberships)}`;
}

async function insertSettings(sql: Sql): Promise<void> {
	await sql`insert into public.notification_settings ${sql(
		Object.entries(laterOf).map(([name, later]) => ({ profile_id: idOf(name), later })),
	)}`;
}

async function insertRequests(sql: Sql): Promise<void> {
	const facts = requestNames.map((name) => {
		const { by, cluster, status, helper, daysAgo } = requests[name];
		// An hour before, so that nobody's rate of new requests is used up.
		const created = new Date(Date.now() - daysAgo * day - 3_600_000);
		return { name, id: idOf(name), by, cluster, status, helper: helper && idOf(helper), created };
	});
	await sql`insert into public.requests ${sql(
		facts.map(({ name, id, by, cluster, status, helper, created }) => ({
			request_id: id,
			title: `Anfrage ${name}`,
			kind: 'incident',
			priority: 2,
			status,
			cluster_id: idOf(cluster),
			municipality_id: idOf(people[by].municipality),
			accepted_by: helper,
			accepted_at: helper && created,
			created_at: created,
		})),
	)}`;
	await sql`insert into public.request_details ${sql(
		facts.map(({ name, id, by }) => ({
			request_id: id,
			requester_id: idOf(by),
			body: `Text zu ${name}`,
			place: 'Zimmer 12',
			callback: '03500 12',
		})),
	)}`;
	await sql`insert into public.request_events ${sql(
		facts.map(({ name, id, by, created }) => ({
			request_event_id: idOf(`${name} created`),
			request_id: id,
			kind: 'created',
			actor_id: idOf(by),
			happened_at: created,
		})),
	)}`;
	await sql`insert into public.request_people ${sql(
		helped.map((name) => ({
			request_person_id: helperId(name),
			request_id: idOf(name),
			profile_id: idOf(helping[name]),
		})),
	)}`;
	await sql`insert into public.attachments ${sql(
		facts.map(({ name, id, by, created }) => ({
			attachment_id: photoId(name),
			request_id: id,
			uploader_id: idOf(by),
			name: `Foto zu ${name}.jpg`,
			content_type: 'image/jpeg',
			bytes: 1000,
			created_at: created,
		})),
	)}`;
	// As the storage door leaves them; the bytes themselves are nobody's business here.
	await sql`insert into storage.objects ${sql(
		facts.map(({ name, by }) => ({ bucket_id: 'attachments', name: pathOf(name), owner_id: idOf(by) })),
	)}`;
}

async function insertArticles(sql: Sql): Promise<void> {
	await sql`insert into public.articles ${sql(
		articleNames.map((name) => ({
			article_id: idOf(name),
			cluster_id: idOf(articles[name].cluster),
			author_id: idOf(articles[name].author),
			title: `Anleitung ${name}`,
			summary: 'Kurz gesagt',
			body: `Text von ${name}`,
			status: articles[name].status,
			published_at: articles[name].status === 'draft' ? null : new Date(),
		})),
	)}`;
}

async function insertTestAlarms(sql: Sql): Promise<void> {
	await sql`insert into public.test_alarms ${sql(
		(['anna', 'ben'] as const).map((name) => ({
			test_alarm_id: idOf(`${name}sTest`),
			profile_id: idOf(name),
			device_id: idOf(`${name}sPhone`),
			cause: 'asked',
			started_at: new Date(Date.now() - 3_600_000),
			expires_at: new Date(Date.now() - 3_000_000),
			outcome: 'expired',
		})),
	)}`;
}

async function insertDevices(sql: Sql): Promise<void> {
	await sql`insert into public.devices ${sql(
		deviceNames.map((name) => ({
			device_id: idOf(name),
			profile_id: idOf(devices[name].owner),
			label: name,
			platform: 'android',
			removed_at: devices[name].removed ? new Date() : null,
		})),
	)}`;
	await sql`insert into private.push_endpoints ${sql(
		deviceNames
			.filter((name) => !devices[name].removed)
			.map((name) => ({
				device_id: idOf(name),
				endpoint: endpointOf(name),
				host: 'fcm.googleapis.com',
				...subscriptionKeys,
			})),
	)}`;
}

async function insertAlert(sql: Sql): Promise<void> {
	const alertId = idOf('alert of open');
	await sql`
		insert into private.alerts (alert_id, request_id, alert_round, state, planned_at)
		values (${alertId}, ${idOf('open')}, 1, 'planned', now())`;
	await sql`insert into private.deliveries ${sql(
		alerted.map((device) => ({
			delivery_id: deliveryId(device),
			kind: 'alert',
			alert_id: alertId,
			request_id: idOf('open'),
			alert_round: 1,
			profile_id: idOf(devices[device].owner),
			device_id: idOf(device),
			state: 'sent',
			priority: 2,
			attempts: 1,
			sent_at: new Date(),
			expires_at: new Date(Date.now() + 3_600_000),
		})),
	)}`;
}

/** Fills an empty, migrated database, in about 50 ms. `sql` owns the schema. */
export async function buildWorld(sql: Sql): Promise<void> {
	await sql`insert into public.municipalities ${sql(
		municipalities.map((name) => ({ municipality_id: idOf(name), slug: name.toLowerCase(), name })),
	)}`;
	await sql`insert into public.buildings ${sql(
		buildingNames.map((key) => ({
			building_id: idOf(key),
			municipality_id: idOf(buildings[key].municipality),
			name: buildings[key].name,
			address: 'Am Markt 1',
			removed_at: buildings[key].removed ? new Date() : null,
		})),
	)}`;
	await sql`insert into public.clusters ${sql(clusters.map((name) => ({ cluster_id: idOf(name), slug: name, name })))}`;
	await sql`insert into private.municipality_domains values ('coswig.example', ${idOf('Coswig')})`;
	await insertPeople(sql);
	await insertSettings(sql);
	await insertRequests(sql);
	await insertArticles(sql);
	await insertDevices(sql);
	await insertTestAlarms(sql);
	await insertAlert(sql);
	await sql`update private.settings set value = 'hook.example,sms.example:8443' where key = 'webhook_hosts'`;
	await sql`insert into private.webhook (url, secret, lowest_priority) values ('https://hook.example/topic', 'whsec_AAAA', 1)`;
}
