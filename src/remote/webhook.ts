import { type WebhookRead, webhookRead } from '#contracts/webhook.ts';
import { callAs } from '#remote/call.ts';
import type { Failure } from '#remote/judge.ts';

export type WebhookAnswer = { outcome: 'read'; read: WebhookRead } | { outcome: 'not_allowed' | Failure };

/** Where silence is passed on to, as this person and as nobody else. Never throws. */
export async function readWebhook(profileId: string): Promise<WebhookAnswer> {
	const called = await callAs(profileId, 'read_webhook', {});
	if (called.outcome !== 'answered') return called;
	const { data: answer } = webhookRead.safeParse(called.data);
	if (answer === undefined) return { outcome: 'broken' };
	return answer.outcome === 'webhook' ? { outcome: 'read', read: answer } : answer;
}
