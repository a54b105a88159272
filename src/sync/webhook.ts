/** Where silence is passed on to is on no device: asked whenever the screen needs it. */
import type { WebhookAnswer } from '#remote/webhook.ts';

export type { WebhookAnswer };

/** As `readWebhook` of the remote room; its code comes with the first use. Never throws. */
export async function readWebhook(profileId: string): Promise<WebhookAnswer> {
	const room = await import('#remote/webhook.ts').catch(() => undefined);
	return room === undefined ? { outcome: 'retry' } : room.readWebhook(profileId);
}
