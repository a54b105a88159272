/** One alerting worker in a process of its own, to be killed. Its argument is JSON; it says "ready" once it runs, and on SIGUSR2 its memory. */
import postgres from 'postgres';
import { z } from 'zod';
import { startWorker } from '#server/alerting/worker.ts';

const given = z
	.object({
		databaseUrl: z.string(),
		vapid: z.object({ subject: z.string(), publicKey: z.string(), privateKey: z.string() }),
		pushHost: z.string(),
		limits: z.record(z.string(), z.number()),
	})
	.parse(JSON.parse(process.argv[2] ?? ''));

const sql = postgres(given.databaseUrl, { max: 4, onnotice: () => undefined });
const worker = startWorker({
	sql,
	vapid: given.vapid,
	origin: 'https://rufkreis.example',
	pushExtraHosts: [given.pushHost],
	limits: given.limits,
});
await worker.health();
process.stdout.write('ready\n');
process.on('SIGUSR2', () => {
	globalThis.gc?.();
	process.stdout.write(`${process.memoryUsage().heapUsed}\n`);
});
process.on('SIGTERM', () => {
	void worker
		.stop()
		.then(() => sql.end({ timeout: 1 }))
		.then(() => process.exit(0));
});
