import type { Row } from '#contracts/rows.ts';
import { planInbox } from '#domain/inbox.ts';
import type { LocalDatabase } from '#local/database.ts';
import type { Directory } from '#state/directory.svelte.ts';
import { Live } from '#state/live.svelte.ts';
import { collect } from '#state/lookup.ts';
import type { Pending } from '#state/pending.svelte.ts';

export type InboxView = 'forMe' | 'clusters' | 'open' | 'asked' | 'done';

export class InboxState {
	#profileId: string;
	#directory: Directory;
	#pending: Pending;
	#rows: Live<{ requests: Row<'requests'>[]; asked: Row<'request_details'>[] }>;

	/** Stays while the person looks at one request and comes back. */
	view = $state<InboxView | undefined>();

	constructor(profileId: string, database: LocalDatabase, directory: Directory, pending: Pending) {
		this.#profileId = profileId;
		this.#directory = directory;
		this.#pending = pending;
		this.#rows = new Live(database, async () => {
			const [requests, asked] = await Promise.all([
				database.requests.toArray(),
				database.request_details.filter((row) => row.requester_id === profileId).toArray(),
			]);
			return { requests, asked };
		});
	}

	readonly ready = $derived.by(() => this.#rows.current !== undefined && this.#directory.ready);

	readonly current = $derived.by(() =>
		planInbox({
			me: this.#profileId,
			clusterIds: collect(this.#directory.myMemberships.keys()),
			askedIds: collect(
				this.#pending
					.over('request_details', this.#rows.current?.asked ?? [])
					.map((details) => details.request_id),
			),
			requests: this.#pending.over('requests', this.#rows.current?.requests ?? []),
		}),
	);
}
