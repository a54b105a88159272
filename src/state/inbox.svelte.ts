import type { Row } from '#contracts/rows.ts';
import { planInbox, sortDone } from '#domain/inbox.ts';
import { isLive, requestStatuses } from '#domain/request.ts';
import type { LocalDatabase } from '#local/database.ts';
import type { Directory } from '#state/directory.svelte.ts';
import { Live } from '#state/live.svelte.ts';
import { collect } from '#state/lookup.ts';
import type { Pending } from '#state/pending.svelte.ts';

const liveStatuses = requestStatuses.filter(isLive);
const closedStatuses = requestStatuses.filter((status) => !isLive(status));

export type InboxView = 'forMe' | 'clusters' | 'open' | 'asked' | 'done';

export class InboxState {
	#profileId: string;
	#directory: Directory;
	#pending: Pending;
	#rows: Live<{ requests: Row<'requests'>[]; asked: Row<'request_details'>[] }>;
	/** Apart: of thousands of requests nearly all are closed, and the first screen must not wait for them. */
	#closed: Live<Row<'requests'>[]>;

	/** Stays while the person looks at one request and comes back. */
	view = $state<InboxView | undefined>();

	/** Set once the first cards are on the screen: what lies below it is drawn after them. */
	hasDrawn = $state(false);

	constructor(profileId: string, database: LocalDatabase, directory: Directory, pending: Pending) {
		this.#profileId = profileId;
		this.#directory = directory;
		this.#pending = pending;
		this.#rows = new Live(database, async () => {
			const [requests, asked] = await Promise.all([
				database.requests.where('status').anyOf(liveStatuses).toArray(),
				database.request_details.where('requester_id').equals(profileId).toArray(),
			]);
			return { requests, asked };
		});
		this.#closed = new Live(database, () =>
			database.requests.where('status').anyOf(closedStatuses).toArray(),
		);
	}

	readonly ready = $derived.by(() => this.#rows.current !== undefined && this.#directory.ready);

	/** What is live. */
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

	/** What is closed, newest first; undefined while the device is read. Read only where it is shown. */
	get done(): Row<'requests'>[] | undefined {
		return this.#done;
	}

	readonly #done = $derived.by(() => this.#closed.current && sortDone(this.#closed.current));
}
