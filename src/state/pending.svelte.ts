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

	/** What waits to be sent about one request, cluster, article or file; oldest first. */
	about(id: string): Entry[] {
		return waitingFor(id, this.waiting);
	}
}
