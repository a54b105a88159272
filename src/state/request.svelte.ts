import type { Row } from '#contracts/rows.ts';
import type { LocalDatabase } from '#local/database.ts';
import type { Entry } from '#local/outbox.ts';
import { Live } from '#state/live.svelte.ts';
import { unnumbered } from '#local/overlay.ts';
import type { Pending } from '#state/pending.svelte.ts';

/** The server does not know this request yet: it has no number, and nobody else can see it. */
export function isUnsent(request: Row<'requests'>): boolean {
	return request.number === unnumbered;
}

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

/** One request with everything around it, as this device has it with what the person did laid over. */
export class WatchedRequest {
	#id: string;
	#pending: Pending;
	#rows: Live<Omit<RequestFile, 'waiting' | 'request'> & { request: Row<'requests'> | undefined }>;

	constructor(database: LocalDatabase, pending: Pending, requestId: string) {
		this.#id = requestId;
		this.#pending = pending;
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

	/** Undefined while the device is read, null when it has no such request. */
	readonly current = $derived.by((): RequestFile | null | undefined => {
		const rows = this.#rows.current;
		if (rows === undefined || !this.#pending.ready) return undefined;
		const [request] = this.#of('requests', rows.request);
		if (request === undefined) return null;
		const [details] = this.#of('request_details', rows.details);
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

	#of<Table extends 'requests' | 'request_details'>(table: Table, row: Row<Table> | undefined): Row<Table>[] {
		return this.#pending
			.over(table, row === undefined ? [] : [row])
			.filter(({ request_id }) => request_id === this.#id);
	}
}
