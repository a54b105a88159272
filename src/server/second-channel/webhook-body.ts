import { webhookText } from '#messages/de/webhook-text.ts';
import type { ClaimedWebhook } from './claim-webhook.ts';

const clock = new Intl.DateTimeFormat('de-DE', {
	timeZone: 'Europe/Berlin',
	day: '2-digit',
	month: '2-digit',
	hour: '2-digit',
	minute: '2-digit',
	hourCycle: 'h23',
});

/** The JSON that the webhook receives: `type`, `timestamp` and `data`, as Standard Webhooks suggests. Its link opens and does nothing else. Pure. */
export function writeWebhookBody(
	{ request }: Pick<ClaimedWebhook, 'request'>,
	origin: string,
	now: Date,
): string {
	const timestamp = now.toISOString();
	if (request === null) return JSON.stringify({ type: 'test', timestamp, data: webhookText.test });
	const { requestId, createdAt, ...facts } = request;
	const link = `${origin}/anfragen/${requestId}`;
	const words = webhookText.silence;
	return JSON.stringify({
		type: 'request.unheard',
		timestamp,
		data: {
			title: words.title(facts),
			text: words.text({ ...facts, since: clock.format(createdAt), link }),
			...facts,
			created_at: createdAt.toISOString(),
			link,
		},
	});
}
