/** What people of a county do: every command of the contracts, by somebody who may, so that it goes all the way. */
import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import type { EveryCommandName } from '#contracts/every-command.ts';
import { accountOrder, planAccountDeeds } from './account-deeds.ts';
import { coordinationOrder, planCoordinationDeeds } from './coordination-deeds.ts';
import { dutyOrder, planDutyDeeds } from './duty-deeds.ts';
import { countyId } from './county.ts';
import { makeWriter } from './german.ts';

export interface Deed {
	personId: string;
	/** All but the id of the command. */
	args: Record<string, string | number | boolean | string[] | Record<string, string | number | null>[]>;
	/** What it has to answer. */
	outcome: string;
}

/** In this order every deed finds the world it needs: who has a request adds a file before it is handed over, nothing is published unsaved. */
export const deedOrder = [
	'create_request',
	'join_request',
	'leave_request',
	'decline_request',
	'offer_later',
	'withdraw_offer',
	'take_offer',
	'accept_request',
	'undo_acceptance',
	'release_request',
	'attach_file',
	'hand_over_request',
	'save_article',
	'publish_article',
	'archive_article',
	'delete_article',
	...dutyOrder,
	'register_device',
	'set_lock_screen',
	'set_device_alerts',
	'start_test_alarm',
	'remove_device',
	'join_cluster',
	'leave_cluster',
	'set_later',
	'set_quiet_hours',
	'set_pause',
	'set_muted_cluster',
	'set_weekly_check',
	'set_second_channel',
	'set_language',
	...coordinationOrder,
	...accountOrder,
] as const satisfies readonly EveryCommandName[];

export type Deeds = Record<(typeof deedOrder)[number], Deed[]>;

interface Case {
	request_id: string;
	person: string;
	other_cluster: string;
}

/** So many requests of a status that somebody of their cluster, or who has them, can act on. */
async function cases(sql: Sql, status: string, count: number): Promise<Case[]> {
	return sql<Case[]>`
		select distinct on (r.request_id) r.request_id, coalesce(r.accepted_by, m.profile_id) as person, c.cluster_id as other_cluster
		from public.requests r join public.cluster_members m using (cluster_id)
		join public.clusters c on c.cluster_id <> r.cluster_id
		where r.status = ${status} order by r.request_id, m.profile_id, c.position limit ${count}`;
}

function numbers(count: number): number[] {
	return Array.from({ length: count }, (_, index) => index + 1);
}

/** Plans so many of each command; writes only what must be there before: stored files, feedback, accounts that wait. `sql` signs in the owner. */
export async function planDeeds(sql: Sql, count: number): Promise<Deeds> {
	const writer = makeWriter(count);
	const [allOpen, accepted, inProgress] = await Promise.all([
		cases(sql, 'open', 2 * count),
		cases(sql, 'accepted', count),
		cases(sql, 'in_progress', count),
	]);
	const [open, offered] = [allOpen.slice(0, count), allOpen.slice(count)];
	await sql`
		insert into public.request_events (request_id, kind, actor_id, facts)
		select r.request_id, 'later', o.person::uuid, jsonb_build_object('by_phone', true, 'alert_round', r.alert_round)
		from unnest(${offered.map(({ request_id }) => request_id)}::uuid[], ${offered.map(({ person }) => person)}::text[]) o (request_id, person)
		join public.requests r using (request_id)`;
	const owners = await sql<{ profile_id: string; cluster_id: string }[]>`
		select profile_id, cluster_id from public.cluster_members where role = 'owner' order by cluster_member_id`;
	const strangers = await sql<{ profile_id: string; cluster_id: string }[]>`
		select distinct on (p.profile_id) p.profile_id, c.cluster_id
		from public.roles p join public.clusters c on not exists (
			select 1 from public.cluster_members m where m.profile_id = p.profile_id and m.cluster_id = c.cluster_id)
		where p.role = 'specialist' order by p.profile_id, c.position limit ${count}`;
	const files = inProgress.map(({ request_id, person }) => ({ request_id, person, id: randomUUID() }));
	await sql`
		insert into storage.objects (bucket_id, name)
		select 'attachments', name from unnest(${files.map(({ request_id, id }) => `${request_id}/${id}`)}::text[]) name`;
	const articles = numbers(2 * count).map((n) => {
		const owner = owners[n % owners.length];
		if (owner === undefined) throw new Error('nobody owns a topic');
		return { id: randomUUID(), ...owner };
	});
	const [published, dropped] = [articles.slice(0, count), articles.slice(count)];
	const asArticle =
		(outcome: string) =>
		({ id, profile_id }: (typeof articles)[number]): Deed => ({
			personId: profile_id,
			args: { article_id: id },
			outcome,
		});
	const asCase =
		(outcome: string) =>
		({ request_id, person }: Case): Deed => ({ personId: person, args: { request_id }, outcome });
	const tomorrow = new Date(Date.now() + 24 * 3_600_000).toISOString();
	const coordination = await planCoordinationDeeds(sql, count);
	const account = await planAccountDeeds(sql, count);
	const duties = await planDutyDeeds(sql, count);
	const devices = numbers(count).map((n) => ({ personId: countyId('person', n), id: randomUUID() }));
	return {
		create_request: numbers(count).map((n) => ({
			personId: countyId('person', n),
			args: {
				request_id: randomUUID(),
				cluster_id: countyId('cluster', 1 + (n % 5)),
				title: writer.title(),
				body: writer.body(),
				priority: 1 + (n % 4),
				kind: 'incident',
				place: writer.place(),
				callback: '03525 700-214',
			},
			outcome: 'created',
		})),
		accept_request: open.map(({ request_id, person }) => ({
			personId: person,
			args: { request_id },
			outcome: 'accepted',
		})),
		undo_acceptance: open.map(asCase('undone')),
		offer_later: open.map(({ request_id, person }) => ({
			personId: person,
			args: { request_id, available_at: tomorrow },
			outcome: 'noted',
		})),
		decline_request: open.map(asCase('noted')),
		withdraw_offer: open.map(asCase('withdrawn')),
		take_offer: offered.map(({ request_id, person }) => ({
			personId: person,
			args: { request_id, profile_id: person },
			outcome: 'assigned',
		})),
		join_request: open.map(asCase('joined')),
		leave_request: open.map(asCase('left')),
		release_request: accepted.map(({ request_id, person }) => ({
			personId: person,
			args: { request_id },
			outcome: 'released',
		})),
		attach_file: files.map(({ request_id, person, id }) => ({
			personId: person,
			args: {
				attachment_id: id,
				request_id,
				name: 'Meldung.png',
				content_type: 'image/png',
				bytes: 200_000,
			},
			outcome: 'attached',
		})),
		hand_over_request: inProgress.map(({ request_id, person, other_cluster }) => ({
			personId: person,
			args: { request_id, cluster_id: other_cluster },
			outcome: 'handed_over',
		})),
		save_article: articles.map(({ id, profile_id, cluster_id }) => ({
			personId: profile_id,
			args: {
				article_id: id,
				cluster_id,
				title: writer.title(),
				summary: writer.title(),
				body: writer.article(),
			},
			outcome: 'saved',
		})),
		publish_article: published.map(asArticle('published')),
		archive_article: published.map(asArticle('archived')),
		delete_article: dropped.map(asArticle('deleted')),
		register_device: devices.map(({ personId, id }) => ({
			personId,
			args: {
				device_id: id,
				endpoint: `https://fcm.googleapis.com/fcm/send/${id}`,
				p256dh: `B${'A'.repeat(86)}`,
				auth: 'a'.repeat(22),
				label: 'Neues Handy',
				platform: 'android',
			},
			outcome: 'registered',
		})),
		set_lock_screen: devices.map(({ personId, id }) => ({
			personId,
			args: { device_id: id, shows_content: false },
			outcome: 'saved',
		})),
		set_device_alerts: devices.map(({ personId, id }) => ({
			personId,
			args: { device_id: id, alerts: false },
			outcome: 'saved',
		})),
		start_test_alarm: devices.map(({ personId, id }, n) => ({
			personId,
			args: { test_alarm_id: countyId('test alarm', n), device_id: id },
			outcome: 'started',
		})),
		remove_device: devices.map(({ personId, id }) => ({
			personId,
			args: { device_id: id },
			outcome: 'removed',
		})),
		join_cluster: strangers.map(({ profile_id, cluster_id }) => ({
			personId: profile_id,
			args: { cluster_id },
			outcome: 'joined',
		})),
		leave_cluster: strangers.map(({ profile_id, cluster_id }) => ({
			personId: profile_id,
			args: { cluster_id },
			outcome: 'left',
		})),
		set_later: numbers(count).map((n) => ({
			personId: countyId('person', n),
			args: { later: 'by_phone' },
			outcome: 'saved',
		})),
		set_quiet_hours: numbers(count).map((n) => ({
			personId: countyId('person', n),
			args: {
				quiet_hours: [1, 2, 3, 4, 5].map((day) => ({ day, from: '17:00', until: '07:00' })),
				quiet_on_holidays: true,
				break_through: 1,
			},
			outcome: 'saved',
		})),
		set_pause: numbers(count).map((n) => ({
			personId: countyId('person', n),
			args: { paused_until: tomorrow, leaves_gap: true },
			outcome: 'saved',
		})),
		set_muted_cluster: owners.slice(0, count).map(({ profile_id, cluster_id }) => ({
			personId: profile_id,
			args: { cluster_id, muted: true },
			outcome: 'saved',
		})),
		set_weekly_check: numbers(count).map((n) => ({
			personId: countyId('person', n),
			args: { weekday: 5, hour: 14 },
			outcome: 'saved',
		})),
		set_second_channel: numbers(count).map((n) => ({
			personId: countyId('person', n),
			args: { second_channel: n % 2 === 0 },
			outcome: 'saved',
		})),
		set_language: numbers(count).map((n) => ({
			personId: countyId('person', n),
			args: { language: 'en' },
			outcome: 'saved',
		})),
		...duties,
		...coordination,
		...account,
	};
}
