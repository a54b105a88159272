import type { LocalDatabase } from '#local/database.ts';
import { type Entry, type EntryOf, type KeptCommand, type LocalRefusal, readOutbox } from '#local/outbox.ts';
import { Live } from '#state/live.svelte.ts';
import { lookup } from '#state/lookup.ts';
import type { Pending } from '#state/pending.svelte.ts';

export type { Entry, EntryOf, KeptCommand, LocalRefusal };

/** What entries of the outbox are about, as far as this device knows it. */
export interface Subjects {
	requests: ReadonlyMap<string, { title: string; number: number | undefined }>;
	articles: ReadonlyMap<string, { title: string }>;
}

/** The outbox for the screen that shows it as a list. */
export class OutboxList {
	#pending: Pending;
	#subjects: Live<Subjects>;
	#most = 0;

	constructor(database: LocalDatabase, pending: Pending) {
		this.#pending = pending;
		this.#subjects = new Live(database, async () => {
			const { entries } = await readOutbox(database);
			const [requests, articles] = await Promise.all([
				database.requests.bulkGet(idsOf(entries, 'request_id')),
				database.articles.bulkGet(idsOf(entries, 'article_id')),
			]);
			return {
				requests: lookup(
					[...entries.flatMap(unmade), ...requests.filter((row) => row !== undefined)],
					(row) => row.request_id,
				),
				articles: lookup(
					[...articles.filter((row) => row !== undefined), ...entries.flatMap(unsaved)],
					(row) => row.article_id,
				),
			};
		});
	}

	/** Undefined until the device was read. */
	get subjects(): Subjects | undefined {
		return this.#subjects.current;
	}

	/** Of those that waited since somebody began to look: how many have gone out, of how many. */
	readonly progress = $derived.by(() => {
		const left = this.#pending.waiting.length;
		// A new one while others go out makes the way longer; an empty outbox ends it.
		this.#most = left === 0 ? 0 : Math.max(this.#most, left);
		return { sent: this.#most - left, all: this.#most };
	});
}

function idsOf(entries: readonly Entry[], key: 'request_id' | 'article_id'): string[] {
	const ids = entries.flatMap(({ args }) =>
		Object.entries(args).flatMap(([name, value]) =>
			name === key && typeof value === 'string' ? [value] : [],
		),
	);
	return [...new Set(ids)];
}

/** A request that only this device knows. */
function unmade(entry: Entry): { request_id: string; title: string; number: undefined }[] {
	return entry.name === 'create_request' ? [{ ...entry.args, number: undefined }] : [];
}

/** A how-to as it was last written here. */
function unsaved(entry: Entry): { article_id: string; title: string }[] {
	return entry.name === 'save_article' ? [entry.args] : [];
}
