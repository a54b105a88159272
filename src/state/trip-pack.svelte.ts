import { createSubscriber } from 'svelte/reactivity';
import type { Row } from '#contracts/rows.ts';
import type { TripPack } from '#contracts/trip-pack.ts';
import { readMark } from '#local/apply.ts';
import type { LocalDatabase } from '#local/database.ts';
import { acceptanceOf, type KeptPack, readPack } from '#local/trip-packs.ts';
import { isPackOver, isRowNewer } from '#domain/trip-pack.ts';
import { Live } from '#state/live.svelte.ts';

/** Milliseconds the page of a request waits for it; a disk that does not answer has nothing to add to the database. */
const patience = 400;

/** What the worker has taken along of one request, for the person whose app this is. Lies apart from the database, see local/trip-packs.ts. */
export class CarriedPack {
	#requestId: string;
	#profileId: string;
	#kept = $state.raw<KeptPack | null | undefined>();
	#mark: Live<Awaited<ReturnType<typeof readMark>> | null>;
	#subscribe: () => void;

	constructor(database: LocalDatabase, requestId: string, profileId: string) {
		this.#requestId = requestId;
		this.#profileId = profileId;
		this.#mark = new Live(database, async () => (await readMark(database)) ?? null);
		this.#subscribe = createSubscriber(() => this.#watch());
	}

	/** Undefined while it is looked for. */
	get kept(): KeptPack | null | undefined {
		this.#subscribe();
		return this.#kept;
	}

	/** The pack as long as it is better than `row`, or adds to a database that never was whole. */
	against(row: Row<'requests'> | undefined): { pack: TripPack; isNewer: boolean } | undefined {
		const { kept } = this;
		if (kept?.pack === undefined || this.#isOver(kept, row)) return undefined;
		return { pack: kept.pack, isNewer: !isRowNewer(acceptanceOf(kept), row) };
	}

	/** All there is of an acceptance whose pack has not come. */
	part(row: Row<'requests'> | undefined): KeptPack | undefined {
		const { kept } = this;
		if (!kept || kept.pack !== undefined || this.#isOver(kept, row)) return undefined;
		return isRowNewer(acceptanceOf(kept), row) ? undefined : kept;
	}

	#isOver(kept: KeptPack, row: Row<'requests'> | undefined): boolean {
		const mark = this.#mark.current;
		const pulledAt = mark?.more === true ? undefined : mark?.pulled_at;
		return isPackOver(acceptanceOf(kept), row, pulledAt);
	}

	/** Now, when the page is seen again, and when the worker has heard something. */
	#watch(): () => void {
		const ended = new AbortController();
		const { signal } = ended;
		const look = (): void => {
			if (document.visibilityState === 'visible') void this.#look();
		};
		document.addEventListener('visibilitychange', look, { signal });
		if ('serviceWorker' in navigator) navigator.serviceWorker.addEventListener('message', look, { signal });
		void this.#look();
		return () => ended.abort();
	}

	async #look(): Promise<void> {
		const late = Promise.withResolvers<undefined>();
		const timer = setTimeout(late.resolve, patience);
		const reading = readPack(this.#requestId, Date.now()).catch(() => undefined);
		const found = await Promise.race([reading, late.promise]);
		clearTimeout(timer);
		// Of somebody who used this device before: it should be gone, and is not shown in any case.
		const isForeign = found?.pack !== undefined && found.pack.profile_id !== this.#profileId;
		this.#kept = found === undefined || isForeign ? null : found;
	}
}

/** The rows of the request as a pull would have brought them. */
export function rowsOf({ request, requester, profile_id }: TripPack): {
	request: Row<'requests'>;
	details: Row<'request_details'>;
} {
	const { id, number, title, kind, priority, status, cluster_id, municipality_id } = request;
	const { accepted_at, alert_round, created_at, body, place, callback } = request;
	return {
		request: {
			request_id: id,
			number,
			title,
			kind,
			priority,
			status,
			cluster_id,
			municipality_id,
			accepted_by: profile_id,
			accepted_at,
			alert_round,
			created_at,
		},
		details: { request_id: id, requester_id: requester.profile_id, body, place, callback, reach: null },
	};
}
