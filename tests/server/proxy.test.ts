/** Whom limits count: the address behind a proxy we trust, and never what a stranger writes into a header. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callerHeader } from '#server/caller.ts';
import { startPushService } from '#tests/fakes/push-service.ts';
import type { PushService } from '#tests/fakes/push-service.ts';
import { configurationOf, openInstallation } from './installation.ts';

/** Failed sign-ins of one address and minute (backend/auth-door.ts). */
const perAddress = 100;

let push: PushService;
let installation: Awaited<ReturnType<typeof openInstallation>> | undefined;

beforeAll(async () => {
	push = await startPushService();
});

afterAll(async () => {
	await installation?.remove();
	await push.close();
});

/** The answers to so many wrong passwords, each for another account and under another forged address. */
async function guess(origin: string, key: string, count: number): Promise<number[]> {
	const answers: number[] = [];
	for (let index = 0; index < count; index += 1) {
		const forged = `198.51.100.${index}`;
		const answer = await fetch(`${origin}/auth/v1/token?grant_type=password`, {
			method: 'POST',
			headers: {
				apikey: key,
				'content-type': 'application/json',
				'x-forwarded-for': forged,
				'x-real-ip': forged,
				forwarded: `for=${forged}`,
				[callerHeader]: forged,
			},
			body: JSON.stringify({ email: `niemand${index}@kreis.example`, password: 'falsch' }),
		});
		await answer.body?.cancel();
		answers.push(answer.status);
	}
	return answers;
}

test('a stranger who writes addresses into headers is counted as one; behind a trusted proxy they are many', async () => {
	installation = await openInstallation(push);
	await installation.start();
	const { publishableKey } = await configurationOf(installation.origin);
	const alone = await guess(installation.origin, publishableKey, perAddress + 1);
	expect([alone.at(-2), alone.at(-1)]).toEqual([400, 429]);
	await installation.stop();

	Object.assign(installation.env, { TRUSTED_PROXY: '127.0.0.0/8,::1' });
	await installation.start();
	const many = await guess(installation.origin, publishableKey, perAddress + 1);
	expect(new Set(many)).toEqual(new Set([400]));
});
