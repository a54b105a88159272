import { keptTapsTag, sendKeptTaps } from './send-kept-taps.ts';
import { fetchPacks, tripPacksTag } from './trip-pack.ts';

/** Background Sync; lib.dom does not know it. */
export interface SyncEvent extends ExtendableEvent {
	tag: string;
}

/** The browser believes that there is a network. Rejects when something is left: then it tries again later, with growing pauses. */
export async function onSync({ tag }: SyncEvent): Promise<void> {
	if (tag === keptTapsTag && (await sendKeptTaps())) throw new Error('a tap is still kept');
	if (tag === tripPacksTag && (await fetchPacks())) throw new Error('a trip pack is still wanted');
}
