import type { Row, TableName } from '#contracts/rows.ts';
import type { LocalDatabase } from '#local/database.ts';
import { type Entry, readOutbox } from '#local/outbox.ts';
import { type Doer, layOver, waitingFor } from '#local/overlay.ts';
import { Live } from '#state/live.svelte.ts';

/** What this person did and the server has not confirmed: the outbox as screens see it. */
export class Pending {
	#profileId: string;
	#rows: Live<{ entries: Entry[]; unreadable: number[]; municipality_id: string | null }>;

	constructor(profileId: string, database: LocalDatabase) {
		this.#profileId = profileId;
		this.#rows = new Live(database, async () => {
			const [outbox, me] = await Promise.all([readOutbox(database), database.profiles.get(profileId)]);
			return { ...outbox, municipality_id: me?.municipality_id ?? null };
		});
	}

	/** In the order in which it was done. */
	readonly waiting = $derived.by(() => this.#entries.filter((entry) => entry.state === 'waiting'));
	/** The server said no, or it cannot be sent as it is: the person decides. */
	readonly refused = $derived.by(() => this.#entries.filter((entry) => entry.state === 'refused'));
	/** Orders of entries that this version of the app cannot read. */
	readonly unreadable = $derived.by(() => this.#rows.current?.unreadable ?? []);
	readonly #laid = $derived.by(() => this.#entries.filter((entry) => entry.state !== 'refused'));

	get #entries(): readonly Entry[] {
		return this.#rows.current?.entries ?? [];
	}

	/** False until the device was read. */
	get ready(): boolean {
		return this.#rows.current !== undefined;
	}

	/** How many things wait for the person to decide. */
	get needsYou(): number {
		return this.refused.length + this.unreadable.length;
	}

	get #doer(): Doer {
		return { profile_id: this.#profileId, municipality_id: this.#rows.current?.municipality_id ?? null };
	}

	/** Rows of one table with everything pending laid over them. */
	over<Table extends TableName>(table: Table, rows: Row<Table>[]): Row<Table>[] {
		return this.#laid.length === 0 ? rows : layOver(table, rows, this.#laid, this.#doer);
	}

	/** The server has carried out something about this request and what it changed has not come back yet: nothing should be pressed meanwhile. */
	isSettling(requestId: string): boolean {
		return this.#entries.some(
			({ state, name, args }) =>
				state === 'done' && name !== 'attach_file' && 'request_id' in args && args.request_id === requestId,
		);
	}

	/** How many entries go with this one when it is dropped, because they were to follow it. */
	countFollowers({ name, order, args }: Entry): number {
		if (name !== 'create_request') return 0;
		return [...this.waiting, ...this.refused].filter(
			(other) =>
				other.order > order && 'request_id' in other.args && other.args.request_id === args.request_id,
		).length;
	}

	/** Refused things about one request, oldest first. */
	refusedAbout(requestId: string): Entry[] {
		return this.refused.filter(({ args }) => 'request_id' in args && args.request_id === requestId);
	}

	/** What waits to be sent about one request, cluster, article or file; oldest first. */
	about(id: string): Entry[] {
		return waitingFor(id, this.waiting);
	}
}
