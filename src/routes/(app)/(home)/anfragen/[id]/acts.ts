import { Act } from '#state/act.svelte.ts';
import type { App } from '#state/app.svelte.ts';

/** Everything that can be done with a request on its page, each once at a time. How something ended is said until the next thing is done. */
export function makeActs(sync: App['sync']) {
	const acts = {
		accept_request: new Act(sync, 'accept_request'),
		release_request: new Act(sync, 'release_request'),
		undo_acceptance: new Act(sync, 'undo_acceptance'),
		hand_over_request: new Act(sync, 'hand_over_request'),
		offer_later: new Act(sync, 'offer_later'),
		decline_request: new Act(sync, 'decline_request'),
		withdraw_offer: new Act(sync, 'withdraw_offer'),
		take_offer: new Act(sync, 'take_offer'),
		join_request: new Act(sync, 'join_request'),
		leave_request: new Act(sync, 'leave_request'),
		join_cluster: new Act(sync, 'join_cluster'),
	};
	for (const act of Object.values(acts))
		act.onpress = () => {
			for (const other of Object.values(acts)) other.dismiss();
		};
	return acts;
}
export type RequestActs = ReturnType<typeof makeActs>;
