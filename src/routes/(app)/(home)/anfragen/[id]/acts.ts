import { Act } from '#state/act.svelte.ts';
import type { Sync } from '#sync/sync.ts';

/** Everything that can be done with a request on its page, each once at a time. */
export function makeActs(sync: Sync) {
	return {
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
}
export type RequestActs = ReturnType<typeof makeActs>;
