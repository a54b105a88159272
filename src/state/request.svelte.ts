import type { Row } from '#contracts/rows.ts';
import type { LocalDatabase } from '#local/database.ts';
import { Live } from '#state/live.svelte.ts';

export interface RequestFile {
	request: Row<'requests'>;
	/** Undefined where this person may see the request but not its inside. */
	details: Row<'request_details'> | undefined;
	/** Newest first. */
	events: Row<'request_events'>[];
}

/** One request with everything around it. `current`: undefined while reading, null when this device has no such request. */
export function watchRequest(database: LocalDatabase, requestId: string): Live<RequestFile | null> {
	return new Live(database, async () => {
		const [request, details, events] = await Promise.all([
			database.requests.get(requestId),
			database.request_details.get(requestId),
			database.request_events.where('request_id').equals(requestId).toArray(),
		]);
		if (request === undefined) return null;
		events.sort((a, b) => Date.parse(b.happened_at) - Date.parse(a.happened_at));
		return { request, details, events };
	});
}
