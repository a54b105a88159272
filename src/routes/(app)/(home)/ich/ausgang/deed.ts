import type { outbox } from '#messages/de/outbox.ts';
import type { Words } from '#messages/german.ts';
import type { Entry, Subjects } from '#state/outbox.svelte.ts';

export interface DeedContext {
	subjects: Subjects;
	clusterName: (clusterId: string) => string;
	words: {
		outbox: typeof outbox;
		requests: Words['requests'];
		common: Words['common'];
	};
}

/** Something the person is about to discard. */
export interface Doomed {
	order: number;
	/** What the person did, in words; undefined for something nobody can read. */
	deed: string | undefined;
	text: string;
	followers: number;
}

/** What the person did, in their words: „Anfrage #1042 „VPN getrennt“ annehmen“. Pure. */
export function sayDeed(entry: Entry, { subjects, clusterName, words }: DeedContext): string {
	const { did } = words.outbox;

	function request(id: string): string {
		const found = subjects.requests.get(id);
		if (found === undefined) return words.outbox.someRequest;
		if (found.number === undefined) return words.outbox.unsentName(found.title);
		return words.outbox.requestName(words.requests.numbered(found.number), found.title);
	}
	function cluster(id: string): string {
		return clusterName(id) || words.outbox.someCluster;
	}

	switch (entry.name) {
		case 'create_request':
			return did.create_request(entry.args.title.trim());
		case 'accept_request':
		case 'release_request':
		case 'undo_acceptance':
		case 'offer_later':
		case 'decline_request':
		case 'withdraw_offer':
		case 'take_offer':
		case 'join_request':
		case 'leave_request':
			return did[entry.name](request(entry.args.request_id));
		case 'hand_over_request':
			return did.hand_over_request(request(entry.args.request_id), cluster(entry.args.cluster_id));
		case 'attach_file':
			return did.attach_file(entry.args.name);
		case 'save_article':
		case 'publish_article':
		case 'archive_article':
		case 'delete_article': {
			const title = subjects.articles.get(entry.args.article_id)?.title.trim() ?? '';
			return did[entry.name](title === '' ? words.outbox.someArticle : title);
		}
		case 'join_cluster':
		case 'leave_cluster':
			return did[entry.name](cluster(entry.args.cluster_id));
		case 'save_profile':
			return did.save_profile;
		case 'set_muted_cluster':
			return did.set_muted_cluster(cluster(entry.args.cluster_id), entry.args.muted);
		case 'set_device_alerts':
			return did.set_device_alerts(entry.args.alerts);
		case 'set_pause':
			return did.set_pause(entry.args.paused_until !== null);
		case 'set_second_channel':
			return did.set_second_channel(entry.args.second_channel);
		case 'set_later':
		case 'set_weekly_check':
		case 'set_lock_screen':
		case 'set_quiet_hours':
			return did[entry.name];
		case 'set_language':
			return did.set_language(words.common.languages[entry.args.language]);
	}
}

/** Where the thing can be looked at; undefined: it has no screen. */
export function findPage(entry: Entry): string | undefined {
	if ('request_id' in entry.args) return `/anfragen/${entry.args.request_id}`;
	if ('cluster_id' in entry.args && !('article_id' in entry.args)) return '/netz';
	if (entry.name === 'set_pause' || entry.name === 'set_device_alerts') return '/ich';
	if (entry.name === 'set_quiet_hours') return '/ich/ruhezeiten';
	return undefined;
}

/** What somebody wrote and could not get back if it were lost; empty when there is nothing to copy. */
export function findText(entry: Entry): string {
	if (entry.name === 'create_request') {
		const { title, body, place = '', callback = '' } = entry.args;
		return joinParts([title, body, place, callback]);
	}
	if (entry.name === 'save_article') {
		const { title, summary, body } = entry.args;
		return joinParts([title, summary, body]);
	}
	return '';
}

function joinParts(parts: readonly string[]): string {
	return parts
		.map((part) => part.trim())
		.filter((part) => part !== '')
		.join('\n\n');
}
