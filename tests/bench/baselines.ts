/** How it would be done without thinking, for comparison: web-push's own sender, one after the other and in batches of 50. */
import webpush from 'web-push';
import type { Specialist } from '#tests/fakes/network.ts';
import type { Bench } from './world.ts';

const text = JSON.stringify({ title: 'Bürgeramt ohne Internet · Riesa', body: 'x'.repeat(500) });

async function send({ push, vapid, agent }: Bench, { channel, receiver }: Specialist): Promise<void> {
	const subscription = { endpoint: push.endpoint(channel), keys: receiver.keys };
	await webpush.sendNotification(subscription, text, {
		TTL: 3600,
		urgency: 'high',
		vapidDetails: vapid,
		agent,
	});
}

export async function sendOneByOne(bench: Bench, people: readonly Specialist[]): Promise<void> {
	for (const person of people) await send(bench, person);
}

export async function sendInBatches(bench: Bench, people: readonly Specialist[]): Promise<void> {
	for (let start = 0; start < people.length; start += 50) {
		await Promise.all(people.slice(start, start + 50).map((person) => send(bench, person)));
	}
}
