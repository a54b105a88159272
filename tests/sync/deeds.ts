/** What people do on their devices in the property test: on what the device shows them, mostly on a thing that fits. */
import { isLive } from '#domain/request.ts';
import { clusters, idOf } from '#tests/database/world.ts';
import type { Device } from './device.ts';
import { askFor, type Server } from './server.ts';
import type { ArticleDeed, ClusterDeed, RequestDeed } from './steps.ts';

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
	const request = chosen(await device.seen('requests'), pick, ({ status, accepted_by, cluster_id }) =>
		deed.do === 'accept' ? status === 'open' && joined.has(cluster_id) : accepted_by === me && isLive(status),
	);
	if (request === undefined) return;
	const args = { command_id: server.newId(), request_id: request.request_id };
	if (deed.do === 'accept') return device.keep('accept_request', args, now);
	if (deed.do === 'release') return device.keep('release_request', args, now);
	if (deed.do === 'attach') {
		const file = { attachment_id: server.newId(), name: 'Foto.jpg', content_type: 'image/jpeg', bytes: 3 };
		return device.keep('attach_file', { ...args, ...file }, now);
	}
	await device.keep('hand_over_request', { ...args, cluster_id: clusterOf(cluster) }, now);
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
