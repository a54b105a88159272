/**
 * The local push service in a process of its own, as a real one is not on our processor either. Speaks JSON lines: one order in, one answer
 * out. Times are wall clock milliseconds with fractions, comparable within one machine.
 */
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { startPushService } from '#tests/fakes/push-service.ts';

const order = z.discriminatedUnion('order', [
	z.object({ order: z.literal('open'), channels: z.array(z.string()) }),
	/** Answers of everything, and of single channels, from now on; milliseconds until the 201. */
	z.object({
		order: z.literal('answer'),
		after: z.number(),
		slow: z.array(z.string()),
		slowAfter: z.number(),
	}),
	z.object({ order: z.literal('wait'), count: z.number() }),
	z.object({ order: z.literal('close') }),
]);

const push = await startPushService();
const channels = new Set<string>();

function say(message: unknown): void {
	process.stdout.write(`${JSON.stringify(message)}\n`);
}

async function obey(given: z.infer<typeof order>): Promise<unknown> {
	switch (given.order) {
		case 'open':
			channels.clear();
			for (const channel of given.channels) {
				channels.add(channel);
				push.endpoint(channel);
			}
			return {};
		case 'answer':
			push.forget();
			push.answerUsually(given.after === 0 ? 201 : { slow: given.after });
			for (const channel of given.slow) push.script(channel, [{ slow: given.slowAfter }]);
			return {};
		case 'wait': {
			await push.waitForLoad(({ requests }) => requests >= given.count, 60_000);
			// Counted when its head was read; recorded once the body is there as well.
			await Promise.all([...channels].map((channel) => push.waitFor(channel)));
			const arrivals = [...channels].map((channel) => [
				channel,
				performance.timeOrigin + Math.min(...push.received(channel).map(({ at }) => at)),
			]);
			push.forget();
			return { arrivals };
		}
		case 'close':
			await push.close();
			return {};
	}
}

say({ url: push.url, host: push.host, ca: push.ca });
for await (const line of createInterface({ input: process.stdin })) {
	const given = order.parse(JSON.parse(line));
	say(await obey(given));
	if (given.order === 'close') break;
}
