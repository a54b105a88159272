/** The number on the app's icon while no page runs: how many alerts on this device still ask. A page that runs knows better and sets its own. */
import { bounded } from './bounded.ts';
import { readAllKept } from './kept.ts';

declare const self: ServiceWorkerGlobalScope;

/** Sets or takes away the number, where a browser has icons with numbers. Never throws. */
export async function showBadge(now: number): Promise<void> {
	const { navigator } = self;
	if (!('setAppBadge' in navigator)) return;
	await bounded(async () => {
		const kept = await readAllKept();
		const asking = kept.filter(({ shown }) => {
			const { data } = shown.options;
			if (data === null || data.expires_at <= now) return false;
			return data.kind === 'several' || (data.kind === 'alert' && data.opens === 'accept');
		});
		await (asking.length === 0 ? navigator.clearAppBadge() : navigator.setAppBadge(asking.length));
	});
}
