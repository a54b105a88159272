import type { Row } from '#contracts/rows.ts';
import type { LocalDatabase } from '#local/database.ts';
import type { Entry } from '#local/outbox.ts';
import { heardAt } from '#local/trip-packs.ts';
import { Live } from '#state/live.svelte.ts';
import type { Pending } from '#state/pending.svelte.ts';
import { type CarriedPack, rowsOf } from '#state/trip-pack.svelte.ts';

export interface RequestFile {
	request: Row<'requests'>;
	/** Undefined where this person may see the request but not its inside. */
	details: Row<'request_details'> | undefined;
	/** Newest first. */
	events: Row<'request_events'>[];
	/** Oldest first; those that wait to be uploaded are among them. */
	attachments: Row<'attachments'>[];
	/** Who helps along, beside whoever has it. */
	people: Row<'request_people'>[];
	/** What this person did to it and the server has not answered, oldest first. */
	waiting: Entry[];
}

interface FoundRows {
	request: Row<'requests'> | undefined;
	details: Row<'request_details'> | undefined;
}

/**
 * One request with everything around it, as this device has it with what the person did laid over, and under it what was taken along of an
 * acceptance that no pull has brought yet.
 */
export class WatchedRequest {
	#id: string;
	#me: string;
	#pending: Pending;
	#carried: CarriedPack;
	#rows: Live<Omit<RequestFile, 'waiting' | 'request'> & FoundRows>;

	constructor(
		database: LocalDatabase,
		{ pending, carried, me }: { pending: Pending; carried: CarriedPack; me: string },
		requestId: string,
	) {
		this.#id = requestId;
		this.#me = me;
		this.#pending = pending;
		this.#carried = carried;
		this.#rows = new Live(database, async () => {
			const [request, details, events, attachments, people] = await Promise.all([
				database.requests.get(requestId),
				database.request_details.get(requestId),
				database.request_events.where('request_id').equals(requestId).toArray(),
				database.attachments.where('request_id').equals(requestId).toArray(),
				database.request_people.where('request_id').equals(requestId).toArray(),
			]);
			events.sort((a, b) => Date.parse(b.happened_at) - Date.parse(a.happened_at));
			return { request, details, events, attachments, people };
		});
	}

	/** The request as the database alone has it. */
	get known(): Row<'requests'> | undefined {
		return this.#rows.current?.request;
	}

	/** Undefined while the device is read, null when it has no such request. */
	readonly current = $derived.by((): RequestFile | null | undefined => {
		const rows = this.#rows.current;
		if (rows === undefined || !this.#pending.ready || this.#carried.kept === undefined) return undefined;
		const found = this.#layUnder(rows);
		const [request] = this.#of('requests', found.request);
		if (request === undefined) return null;
		const [details] = this.#of('request_details', found.details);
		const attachments = this.#pending
			.over('attachments', rows.attachments)
			.filter((file) => file.request_id === this.#id)
			.toSorted((a, b) => Date.parse(a.created_at) - Date.parse(b.created_at));
		const people = this.#pending
			.over('request_people', rows.people)
			.filter((helper) => helper.request_id === this.#id);
		const waiting = this.#pending.about(this.#id);
		return { request, details, events: rows.events, attachments, people, waiting };
	});

	#layUnder({ request, details }: FoundRows): FoundRows {
		const taken = this.#carried.against(request);
		if (taken !== undefined) {
			const rows = rowsOf(taken.pack);
			return taken.isNewer ? rows : { request, details: details ?? rows.details };
		}
		const part = this.#carried.part(request);
		if (part === undefined || request === undefined) return { request, details };
		// The server has said so to the worker; what else it has of the request is in the row.
		const accepted = { status: 'accepted', accepted_by: this.#me, accepted_at: heardAt(part) } as const;
		return { request: { ...request, ...accepted }, details };
	}

	#of<Table extends 'requests' | 'request_details'>(table: Table, row: Row<Table> | undefined): Row<Table>[] {
		return this.#pending
			.over(table, row === undefined ? [] : [row])
			.filter(({ request_id }) => request_id === this.#id);
	}
}
