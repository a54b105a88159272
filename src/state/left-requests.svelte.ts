import type { Row } from '#contracts/rows.ts';
import { isLive, requestStatuses } from '#domain/request.ts';
import type { LocalDatabase } from '#local/database.ts';
import { Live } from '#state/live.svelte.ts';
import { collect } from '#state/lookup.ts';

/** What municipalities asked for that have left since, and nobody has solved: coordination reads all of it, so its devices know it. */
export class LeftRequests {
	#rows: Live<Row<'requests'>[]>;

	constructor(database: LocalDatabase) {
		this.#rows = new Live(database, async () => {
			const [towns, requests] = await Promise.all([
				database.municipalities.toArray(),
				database.requests.where('status').anyOf(requestStatuses.filter(isLive)).toArray(),
			]);
			const left = collect(towns.filter(({ left_at }) => left_at).map((row) => row.municipality_id));
			return requests
				.filter(({ municipality_id }) => left.has(municipality_id))
				.toSorted((a, b) => a.created_at.localeCompare(b.created_at));
		});
	}

	/** Oldest first; none until the device was read. */
	get current(): readonly Row<'requests'>[] {
		return this.#rows.current ?? [];
	}
}
