/** What people do on their devices in the property test: on what the device shows them, mostly on a thing that fits. */
import type { Row } from '#contracts/rows.ts';
import { breakThroughs, weekdays } from '#domain/availability-words.ts';
import { laterChoices } from '#domain/later-choice.ts';
import { type StandingOffer, standingOffers } from '#domain/later.ts';
import { isLive, undoPatience } from '#domain/request.ts';
import { clusters, idOf } from '#tests/database/world.ts';
import type { Device } from './device.ts';
import { askFor, type Server } from './server.ts';
import type { ArticleDeed, ClusterDeed, HelpDeed, OfferDeed, RequestDeed, SettingDeed } from './steps.ts';

function picked<Thing>(things: readonly Thing[], pick: number): Thing | undefined {
	return things[pick % Math.max(1, things.length)];
}

/** Mostly one that fits what the person wants, now and then any: devices know late, and people do things in vain. */
function chosen<Thing>(
	things: readonly Thing[],
	pick: number,
	fits: (thing: Thing) => boolean,
): Thing | undefined {
	const fitting = things.filter(fits);
	return picked(pick % 4 === 0 || fitting.length === 0 ? things : fitting, Math.floor(pick / 4));
}

function clusterOf(pick: number): string {
	return idOf(picked(clusters, pick) ?? 'network');
}

/** The clusters this person is in, as far as the device knows. */
async function clustersOf(device: Device): Promise<Set<string>> {
	const me = idOf(device.person);
	const memberships = await device.seen('cluster_members');
	return new Set(memberships.filter((row) => row.profile_id === me).map((row) => row.cluster_id));
}

export async function actOnCluster(
	{ pick, cluster, now, ...deed }: ClusterDeed,
	device: Device,
	server: Server,
): Promise<void> {
	const command_id = server.newId();
	if (deed.do === 'create')
		return device.keep('create_request', { command_id, ...askFor(server.newId(), clusterOf(cluster)) }, now);
	const joined = await clustersOf(device);
	const cluster_id = chosen(
		[clusterOf(cluster), clusterOf(cluster + 1)],
		pick,
		(id) => joined.has(id) === (deed.do === 'leave'),
	);
	if (cluster_id === undefined) return;
	await device.keep(deed.do === 'join' ? 'join_cluster' : 'leave_cluster', { command_id, cluster_id }, now);
}

export async function actOnRequest(
	{ pick, cluster, now, ...deed }: RequestDeed,
	device: Device,
	server: Server,
): Promise<void> {
	const me = idOf(device.person);
	const joined = await clustersOf(device);
	const entries = await device.entries();
	const request = chosen(await device.seen('requests'), pick, ({ status, accepted_by, ...rest }) => {
		if (deed.do === 'accept') return status === 'open' && joined.has(rest.cluster_id);
		// The acceptances of the world are too old; one of these days is in the outbox until the device has heard of it, or here.
		if (deed.do === 'undo' && rest.accepted_at !== null)
			return accepted_by === me && Date.now() - Date.parse(rest.accepted_at) < undoPatience;
		if (deed.do === 'undo')
			return entries.some(
				({ name, args }) => name === 'accept_request' && args.request_id === rest.request_id,
			);
		return accepted_by === me && isLive(status);
	});
	if (request === undefined) return;
	const args = { command_id: server.newId(), request_id: request.request_id };
	if (deed.do === 'accept') return device.keep('accept_request', args, now);
	if (deed.do === 'release') return device.keep('release_request', args, now);
	if (deed.do === 'undo') return device.keep('undo_acceptance', args, now);
	if (deed.do === 'attach') {
		const file = { attachment_id: server.newId(), name: 'Foto.jpg', content_type: 'image/jpeg', bytes: 3 };
		return device.keep('attach_file', { ...args, ...file }, now);
	}
	const elsewhere = clusters.map(idOf).filter((id) => id !== request.cluster_id);
	const cluster_id = chosen([clusterOf(cluster), ...elsewhere], pick, (id) => id !== request.cluster_id);
	await device.keep('hand_over_request', { ...args, cluster_id: cluster_id ?? clusterOf(cluster) }, now);
}

export async function actOnOffer(
	{ pick, now, ...deed }: OfferDeed,
	device: Device,
	server: Server,
): Promise<void> {
	const me = idOf(device.person);
	const joined = await clustersOf(device);
	const events = await device.seen('request_events');
	function offersFor(request: Row<'requests'>): StandingOffer[] {
		return standingOffers(
			request,
			events.filter(({ request_id }) => request_id === request.request_id),
		);
	}
	const request = chosen(await device.seen('requests'), pick, (one) => {
		if (deed.do === 'take') return offersFor(one).length > 0;
		if (deed.do === 'withdraw') return offersFor(one).some(({ profileId }) => profileId === me);
		return one.status === 'open' && joined.has(one.cluster_id);
	});
	if (request === undefined) return;
	const args = { command_id: server.newId(), request_id: request.request_id };
	switch (deed.do) {
		case 'offer': {
			// By phone, for a time to come, or for one that is over by the time it is read.
			const hours = picked([null, 1, 48, -1], pick) ?? null;
			const available_at = hours === null ? null : new Date(Date.now() + hours * 3_600_000).toISOString();
			return device.keep('offer_later', { ...args, available_at }, now);
		}
		case 'decline':
			return device.keep('decline_request', args, now);
		case 'withdraw':
			return device.keep('withdraw_offer', args, now);
		case 'take': {
			const profile_id = picked(offersFor(request), pick)?.profileId ?? me;
			return device.keep('take_offer', { ...args, profile_id }, now);
		}
	}
}

export async function helpOrStop(
	{ pick, now, ...deed }: HelpDeed,
	device: Device,
	server: Server,
): Promise<void> {
	const me = idOf(device.person);
	const joined = await clustersOf(device);
	const people = await device.seen('request_people');
	const helped = new Set(people.filter((row) => row.profile_id === me).map((row) => row.request_id));
	const request = chosen(
		await device.seen('requests'),
		pick,
		({ request_id, status, accepted_by, cluster_id }) =>
			deed.do === 'stop_helping'
				? helped.has(request_id)
				: isLive(status) && joined.has(cluster_id) && accepted_by !== me && !helped.has(request_id),
	);
	if (request === undefined) return;
	const args = { command_id: server.newId(), request_id: request.request_id };
	await device.keep(deed.do === 'help' ? 'join_request' : 'leave_request', args, now);
}

export async function choose(
	{ pick, cluster, now, ...deed }: SettingDeed,
	device: Device,
	server: Server,
): Promise<void> {
	const command_id = server.newId();
	if (deed.do === 'set_later') {
		const later = picked(laterChoices, pick) ?? 'by_phone';
		return device.keep('set_later', { command_id, later }, now);
	}
	if (deed.do === 'set_quiet_hours') {
		const quiet_hours = weekdays.slice(pick % 8).map((day) => ({ day, from: '22:00', until: '06:00' }));
		const break_through = picked(breakThroughs, pick) ?? 0;
		const args = { command_id, quiet_hours, quiet_on_holidays: pick % 2 === 0, break_through };
		return device.keep('set_quiet_hours', args, now);
	}
	if (deed.do === 'set_pause') {
		const paused_until = pick % 3 === 0 ? null : new Date(Date.now() + pick * 3_600_000).toISOString();
		return device.keep('set_pause', { command_id, paused_until, leaves_gap: pick % 2 === 0 }, now);
	}
	if (deed.do === 'set_muted_cluster') {
		const args = { command_id, cluster_id: clusterOf(cluster), muted: pick % 3 > 0 };
		return device.keep('set_muted_cluster', args, now);
	}
	if (deed.do === 'set_second_channel')
		return device.keep('set_second_channel', { command_id, second_channel: pick % 2 === 0 }, now);
	if (deed.do === 'set_weekly_check')
		return device.keep('set_weekly_check', { command_id, weekday: 1 + (pick % 7), hour: pick % 24 }, now);
	const own = chosen(await device.seen('devices'), pick, ({ removed_at }) => removed_at === null);
	// Otto has none: he tries Anna's.
	const device_id = own?.device_id ?? idOf('annasPhone');
	if (deed.do === 'set_device_alerts')
		return device.keep('set_device_alerts', { command_id, device_id, alerts: pick % 2 === 0 }, now);
	await device.keep('set_lock_screen', { command_id, device_id, shows_content: pick % 2 === 0 }, now);
}

export async function actOnArticle(
	{ pick, cluster, now, ...deed }: ArticleDeed,
	device: Device,
	server: Server,
): Promise<void> {
	const article = chosen(await device.seen('articles'), pick, ({ status }) =>
		deed.do === 'archive' ? status === 'published' : status === 'draft',
	);
	const isNew = deed.do === 'save' && (pick % 3 === 0 || article === undefined);
	const article_id = isNew ? server.newId() : article?.article_id;
	if (article_id === undefined) return;
	const args = { command_id: server.newId(), article_id };
	switch (deed.do) {
		case 'save': {
			const words = { title: `Anleitung ${pick}`, summary: '', body: 'So geht es.' };
			return device.keep('save_article', { ...args, cluster_id: clusterOf(cluster), ...words }, now);
		}
		case 'publish':
			return device.keep('publish_article', args, now);
		case 'archive':
			return device.keep('archive_article', args, now);
		case 'delete':
			return device.keep('delete_article', args, now);
	}
}
