/** A database, a push service and workers for one test file of alerting; `close` ends everything. */
import { Agent } from 'node:https';
import postgres from 'postgres';
import type { Sql } from 'postgres';
import webpush from 'web-push';
import { startWorker } from '#server/alerting/worker.ts';
import type { WorkerLimits } from '#server/alerting/limits.ts';
import type { Worker } from '#server/alerting/worker.ts';
import { createTestDatabase } from '#tests/database/harness.ts';
import type { TestDatabase } from '#tests/database/harness.ts';
import { startPushService } from '#tests/fakes/push-service.ts';
import type { PushService } from '#tests/fakes/push-service.ts';

export interface AlertingWorld {
	database: TestDatabase;
	sql: Sql;
	push: PushService;
	vapid: { subject: string; publicKey: string; privateKey: string };
	startWorker(limits?: Partial<WorkerLimits>): Worker;
	/** Ends all database connections of the workers, whatever they are doing, as a restart of the database does. */
	cutWorkers(): Promise<void>;
	close(): Promise<void>;
}

export const origin = 'https://rufkreis.example';

export async function makeWorld(): Promise<AlertingWorld> {
	const [database, push] = await Promise.all([createTestDatabase(), startPushService()]);
	const vapid = { subject: 'mailto:betrieb@rufkreis.example', ...webpush.generateVAPIDKeys() };
	const agent = new Agent({ ca: push.ca, keepAlive: true });
	const workers: Worker[] = [];
	// Apart from the pool of the tests, so that only the workers feel an outage.
	const application_name = 'worker';
	const workerSql = postgres(database.url, {
		max: 4,
		onnotice: () => undefined,
		connection: { application_name },
	});
	return {
		database,
		sql: database.sql,
		push,
		vapid,
		startWorker(limits = {}) {
			const worker = startWorker({
				sql: workerSql,
				vapid,
				origin,
				pushExtraHosts: [push.host],
				agent,
				limits,
			});
			workers.push(worker);
			return worker;
		},
		async cutWorkers() {
			await database.sql`
				select pg_terminate_backend(pid) from pg_stat_activity
				where datname = current_database() and application_name = ${application_name}`;
		},
		async close() {
			await Promise.all(workers.map((worker) => worker.stop()));
			await workerSql.end({ timeout: 0 });
			agent.destroy();
			await Promise.all([push.close(), database.drop()]);
		},
	};
}

/** Looks again and again until the database says what is wanted; fails with the last answer after half a minute. */
export async function eventually<T>(look: () => Promise<T>, isWished: (seen: T) => boolean): Promise<T> {
	const deadline = performance.now() + 30_000;
	for (;;) {
		const seen = await look();
		if (isWished(seen)) return seen;
		if (performance.now() > deadline) throw new Error(`still ${JSON.stringify(seen)}`);
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
}
