/** A real PostgreSQL that waits for its disk, the push service in its own process, and one worker in this one. */
import { spawn } from 'node:child_process';
import { Agent } from 'node:https';
import { createInterface } from 'node:readline';
import postgres from 'postgres';
import type { Sql } from 'postgres';
import webpush from 'web-push';
import { z } from 'zod';
import { startWorker } from '#server/alerting/worker.ts';
import type { Worker } from '#server/alerting/worker.ts';
import { makeNetwork } from '#tests/fakes/network.ts';
import type { Network } from '#tests/fakes/network.ts';
import { openBenchDatabase } from './database.ts';

export interface Bench {
	url: string;
	sql: Sql;
	vapid: { subject: string; publicKey: string; privateKey: string };
	agent: Agent;
	push: PushProcess;
	/** A network whose devices are open at the push service. */
	network(people: number): Promise<Network>;
	startWorker(): Worker;
}

export type PushProcess = Awaited<ReturnType<typeof startPushProcess>>;

const greeting = z.object({ url: z.string(), host: z.string(), ca: z.string() });
const waited = z.object({ arrivals: z.array(z.tuple([z.string(), z.number()])) });

async function startPushProcess() {
	const program = new URL('push-process.ts', import.meta.url).pathname;
	const child = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'] });
	const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();

	async function hear(): Promise<unknown> {
		const line = await lines.next();
		if (line.done === true) throw new Error('the push service has gone');
		return JSON.parse(line.value);
	}

	async function tell(order: Record<string, unknown>): Promise<unknown> {
		child.stdin.write(`${JSON.stringify(order)}\n`);
		return await hear();
	}

	const { url, host, ca } = greeting.parse(await hear());
	return {
		host,
		ca,
		endpoint: (channel: string): string => `${url}/push/${channel}`,
		open: (channels: string[]) => tell({ order: 'open', channels }),
		/** Every POST is answered after so many milliseconds, the first one to the slow channels after `slowAfter`. */
		answerAfter: (after: number, slow: string[] = [], slowAfter = 0) =>
			tell({ order: 'answer', after, slow, slowAfter }),
		/** Waits for one POST to every open channel; wall clock by channel. */
		async arrivals(count: number): Promise<Map<string, number>> {
			return new Map(waited.parse(await tell({ order: 'wait', count })).arrivals);
		},
		async close(): Promise<void> {
			await tell({ order: 'close' });
			child.kill();
		},
	};
}

/** Runs the work in a fresh world and takes everything down afterwards. */
export async function withBench(work: (bench: Bench) => Promise<void>): Promise<void> {
	const { url, close } = await openBenchDatabase();
	const undo: (() => Promise<unknown>)[] = [close];
	try {
		const push = await startPushProcess();
		undo.push(() => push.close());
		const sql = postgres(url, { max: 10, onnotice: () => undefined });
		undo.push(() => sql.end({ timeout: 1 }));
		const vapid = { subject: 'mailto:betrieb@rufkreis.example', ...webpush.generateVAPIDKeys() };
		const agent = new Agent({ ca: push.ca, keepAlive: true, scheduling: 'lifo' });
		await work({
			url,
			sql,
			vapid,
			agent,
			push,
			async network(people) {
				const network = await makeNetwork(sql, push, people);
				await push.open(network.specialists.map(({ channel }) => channel));
				return network;
			},
			startWorker() {
				const origin = 'https://rufkreis.example';
				const worker = startWorker({ sql, vapid, origin, pushExtraHosts: [push.host], agent });
				undo.push(() => worker.stop());
				return worker;
			},
		});
		agent.destroy();
	} finally {
		for (const step of undo.toReversed()) await step();
	}
}

/** Wall clock with fractions, as the push process has it. */
export function wallClock(): number {
	return performance.timeOrigin + performance.now();
}
