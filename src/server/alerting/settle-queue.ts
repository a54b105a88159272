/** Collects settlements while the former ones are being written, so that a fan-out costs some statements, not one per device. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Sql } from 'postgres';
import { within } from '../outage.ts';
import { applySettlements } from './settle.ts';
import type { Settlement } from './settle.ts';

export interface SettleQueue {
	add(settlement: Settlement): void;
	/** Resolves when everything added so far is written, or given up. Never rejects. */
	flush(): Promise<void>;
}

interface SettleQueueOptions {
	sql: Sql;
	/** One batch may take so long before it is tried again; longer than a lease would mean to send twice. */
	limitMs: number;
	/** After this time a settlement is dropped: its lease ran out long ago and others decide by their own posts. */
	giveUpMs: number;
	/** Told after every batch; `error` when the database refused it, which is then tried again. */
	onBatch: (error: unknown) => void;
}

const lockedPauseMs = 20;
const errorPauseMs = 500;

export function makeSettleQueue({ sql, limitMs, giveUpMs, onBatch }: SettleQueueOptions): SettleQueue {
	let waiting: { settlement: Settlement; since: number }[] = [];
	let running: Promise<void> | undefined;

	async function run(): Promise<void> {
		while (waiting.length > 0) {
			const batch = waiting;
			waiting = [];
			try {
				const settlements = batch.map(({ settlement }) => settlement);
				const again = new Set(await within(limitMs, applySettlements(sql, settlements)));
				onBatch(undefined);
				if (again.size === 0) continue;
				waiting.unshift(...batch.filter(({ settlement }) => again.has(settlement)));
				await pause(lockedPauseMs);
			} catch (error) {
				onBatch(error);
				waiting.unshift(...batch);
				await pause(errorPauseMs);
			}
			const oldest = performance.now() - giveUpMs;
			waiting = waiting.filter(({ since }) => since > oldest);
		}
	}

	function flush(): Promise<void> {
		running ??= run().finally(() => {
			running = undefined;
		});
		return running;
	}

	return {
		add(settlement) {
			waiting.push({ settlement, since: performance.now() });
			void flush();
		},
		flush,
	};
}
