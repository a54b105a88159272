/** What the accept page does about the trip pack. Loaded once the server has answered: the button must not wait for it. */
import type { RequestReceipt } from '#contracts/commands.ts';
import type { PageMessage } from '#contracts/worker-messages.ts';
import { dropPack, wantPack } from '#local/trip-packs.ts';

type Theirs = { outcome: 'accepted' | 'already_yours'; request: RequestReceipt };
type Answer = Theirs | { outcome: string };

function isTheirs(answer: Answer): answer is Theirs {
	return answer.outcome === 'accepted' || answer.outcome === 'already_yours';
}

/**
 * Theirs: notes that the pack is wanted and has the worker fetch it; without a worker nothing would open it without network either. Anything else
 * the server says for sure: nothing is kept. Never throws.
 */
export async function takeAlong(request_id: string, ticket: string, answer: Answer): Promise<void> {
	try {
		if (isTheirs(answer)) {
			// Whatever comes about the request from now on is newer than what this page has answered.
			await wantPack({ request_id, ticket, rev: 0, at: Date.now(), receipt: answer.request });
			const registration = await navigator.serviceWorker.getRegistration();
			const message: PageMessage = { type: 'send-kept-taps' };
			registration?.active?.postMessage(message);
		} else if (['undone', 'taken', 'closed', 'expired', 'not_allowed'].includes(answer.outcome)) {
			await dropPack(request_id);
		}
	} catch {
		// No storage or no workers: then nothing is taken along.
	}
}
