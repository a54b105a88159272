/**
 * Tells a device that a push service refuses from a push service that refuses us. The second is our key or our clock, and nobody but the
 * operators can mend it; counting it against the devices would silence the whole network.
 */
import { isCredentialRefusal } from '#domain/push-verdict.ts';
import type { PostResult } from '#domain/push-verdict.ts';

export interface HostHealth {
	/** `now` in epoch milliseconds. Answers only: what did not get through says nothing about keys. */
	note(host: string, deviceId: string, result: PostResult, now: number): void;
	/** More than 20 % of the recent posts of some host were refused with 400, 401 or 403. */
	hasRefusals(now: number): boolean;
	/** The same for this host, and by several devices: no reason to doubt a single one. */
	isOurs(host: string, now: number): boolean;
}

interface Noted {
	deviceId: string;
	refused: boolean;
	at: number;
}

const rememberedPosts = 100;
const rememberedMs = 15 * 60_000;
const refusedShare = 0.2;
/** Fewer posts, or refused devices, say nothing. */
const fewest = 3;

export function makeHostHealth(): HostHealth {
	const hosts = new Map<string, Noted[]>();

	function recent(host: string, now: number): Noted[] {
		return (hosts.get(host) ?? []).filter(({ at }) => at > now - rememberedMs).slice(-rememberedPosts);
	}

	function isRefusing(posts: readonly Noted[]): boolean {
		return (
			posts.length >= fewest && posts.filter(({ refused }) => refused).length > posts.length * refusedShare
		);
	}

	return {
		note(host, deviceId, result, now) {
			if (typeof result !== 'number') return;
			const posts = hosts.get(host) ?? [];
			posts.push({ deviceId, refused: isCredentialRefusal(result), at: now });
			if (posts.length > 2 * rememberedPosts) posts.splice(0, posts.length - rememberedPosts);
			hosts.set(host, posts);
		},
		hasRefusals: (now) => [...hosts.keys()].some((host) => isRefusing(recent(host, now))),
		isOurs(host, now) {
			const posts = recent(host, now);
			const devices = new Set(posts.filter(({ refused }) => refused).map(({ deviceId }) => deviceId));
			return devices.size >= fewest && isRefusing(posts);
		},
	};
}
