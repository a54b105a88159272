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

/** How often each answer came to so many wrong passwords at once, each for another account and under another forged address. */
async function guess(origin: string, key: string, count: number): Promise<Record<number, number>> {
	const answers = await Promise.all(
		Array.from({ length: count }, async (_, index) => {
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
			return answer.status;
		}),
	);
	return Object.fromEntries(
		Object.entries(Object.groupBy(answers, (status) => status)).map(([status, same]) => [
			status,
			same?.length ?? 0,
		]),
	);
}

test('a stranger who writes addresses into headers is counted as one; behind a trusted proxy they are many', async () => {
	installation = await openInstallation(push);
	await installation.start();
	const { publishableKey } = await configurationOf(installation.origin);
	expect(await guess(installation.origin, publishableKey, perAddress + 1)).toEqual({
		400: perAddress,
		429: 1,
	});
	await installation.stop();

	Object.assign(installation.env, { TRUSTED_PROXY: '127.0.0.0/8,::1' });
	await installation.start();
	expect(await guess(installation.origin, publishableKey, perAddress + 1)).toEqual({ 400: perAddress + 1 });
});
