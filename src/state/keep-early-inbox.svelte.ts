import { type EarlyInbox, forgetEarlyInbox, screenful, writeEarlyInbox } from '#state/early-inbox.ts';
import {
	describeRequest,
	isLonely,
	isUnreachable,
	type ListSources,
	listViews,
	sectionsOf,
} from '#state/inbox-screen.ts';

interface Kept extends ListSources {
	/** False until the device was brought up to date for the first time. */
	readonly hasData: boolean;
}

/** Undefined as long as the device was never brought up to date: an empty list would be a lie. */
function describeInbox(app: Kept): EarlyInbox | undefined {
	const isRead = app.inbox.ready && app.pending.ready && app.notifications.devices !== undefined;
	if (!isRead || !app.hasData) return undefined;
	const views = listViews(app);
	const sections = sectionsOf(app, views[0]?.value ?? 'asked').filter(({ requests }) => requests.length > 0);
	return {
		version: 1,
		profile_id: app.person.profile_id,
		views,
		sections: sections.map(({ name, requests }) => ({
			name,
			faces: requests.slice(0, screenful).map((request) => describeRequest(app, request)),
		})),
		isLonely: isLonely(app),
		isUnreachable: isUnreachable(app),
	};
}

/** Leaves the list for the next start whenever it changes, on whatever screen the person is, until `signal` says so. */
export function keepEarlyInbox(app: Kept, signal: AbortSignal): void {
	if (signal.aborted) return;
	const stop = $effect.root(() => {
		// Outside of Svelte: the browser's storage.
		$effect(() => {
			const inbox = describeInbox(app);
			if (inbox === undefined) forgetEarlyInbox();
			else writeEarlyInbox(inbox);
		});
	});
	signal.addEventListener('abort', stop);
}
