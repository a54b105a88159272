/**
 * The alerting loop: plans due alerts, claims deliveries, posts them, settles what became of them. It owns private.alerts,
 * private.deliveries, private.awakenings and private.reach_due from the moment a command or a sign of life has written them. Any number of processes may run it side by side, and each may be killed at
 * any time: what it had in hand comes back by lease. NOTIFY only wakes it; what must happen is found in the tables by the sweep. It must
 * never stop looping, never log an endpoint or a text, and never post an alert whose request it knows to be taken.
 */
import { randomUUID } from 'node:crypto';
import type { Agent } from 'node:https';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Sql } from 'postgres';
import { severalTag } from '#contracts/push-payload.ts';
import { judgePost } from '#domain/push-verdict.ts';
import type { PushVerdict } from '#domain/push-verdict.ts';
import { isOutage, within } from '../outage.ts';
import { planDueAwakenings } from './awaken.ts';
import { claimDeliveries, nextDueIn, nextLookIn, queueLength } from './claim.ts';
import type { Claimed, QueueLength } from './claim.ts';
import { composeMessage } from './compose.ts';
import { makePoster } from './deliver.ts';
import type { PostAnswer, Vapid } from './deliver.ts';
import { makeHostHealth } from './host-health.ts';
import { usualLimits } from './limits.ts';
import type { WorkerLimits } from './limits.ts';
import { planDueAlerts } from './plan.ts';
import { deleteOutdated, retireStale } from './retire.ts';
import { refreshReach } from './reach.ts';
import { noteChore } from './chores.ts';
import { makeSettleQueue } from './settle-queue.ts';
import { loadTicketSecret, makeTickets } from './ticket.ts';
import type { TicketMaker } from './ticket.ts';
import { makeWeeklyChecks } from './weekly-check.ts';
import { makeWindow } from './window.ts';

export interface WorkerOptions {
	/** As the owner of the schema. */
	sql: Sql;
	/** Where to LISTEN, when that is another connection than `sql` (never through a transaction pooler). */
	listenSql?: Sql;
	vapid: Vapid;
	/** Ours, without a trailing slash. */
	origin: string;
	/** `host:port` of push services beyond the known ones; the database must allow them as well. */
	pushExtraHosts: readonly string[];
	/** Epoch milliseconds. */
	clock?: () => number;
	/** 0 ≤ random < 1. */
	random?: () => number;
	agent?: Agent;
	limits?: Partial<WorkerLimits>;
}

/** `internal` is a bug of ours. */
export type WorkerError = 'database' | 'push_credentials' | 'internal';

export interface WorkerHealth extends QueueLength {
	running: boolean;
	last_error: WorkerError | null;
}

export interface Worker {
	/** Takes nothing more, lets open posts end, hands the rest back to the others. Safe to call twice, never rejects. */
	stop(): Promise<void>;
	/** Rejects when the database does not answer. */
	health(): Promise<WorkerHealth>;
}

const channel = 'rufkreis_alerts';
const deleteEveryMs = 10 * 60_000;
/** While posts are open their ends wake the loop; this is for what other processes put into the queue meanwhile. */
const busyLookMs = 1_000;
/** Due but held by somebody else: look again, but do not spin. */
const shortestLookMs = 100;
const longestErrorPauseMs = 5_000;
/** Some hundred times what a turn takes; whatever still comes of it later is safe beside the next one. */
const turnLimitMs = 3_000;
const encryptedAtOnce = 3;
/** Short enough to look live, long enough for a fan-out to be one count. */
const countAfterMs = 250;

function errorCode(error: unknown): WorkerError {
	return isOutage(error) ? 'database' : 'internal';
}

/** Starts at once and survives outages of the database. Throws only when the VAPID keys are unusable. */
export function startWorker(options: WorkerOptions): Worker {
	const { sql, listenSql = sql, origin, clock = Date.now, random = Math.random } = options;
	const limits = { ...usualLimits, ...options.limits };
	const workerId = `${process.pid}-${randomUUID().slice(0, 8)}`;
	const bounds = { total: limits.window, perHost: limits.perHost, atOnce: limits.claim };
	const window = makeWindow(bounds, () => wake('claim'));
	const hosts = makeHostHealth();
	const poster = makePoster({
		vapid: options.vapid,
		extraHosts: options.pushExtraHosts,
		timeoutMs: limits.postTimeoutMs,
		clock,
		agent: options.agent,
	});
	const settling = makeSettleQueue({
		sql,
		limitMs: turnLimitMs,
		giveUpMs: 4 * limits.leaseMs,
		onBatch: noteBatch,
	});
	const beginWeeklyChecks = makeWeeklyChecks(sql);
	const wants = new Set<'sweep' | 'plan' | 'claim' | 'count' | 'tell others'>();
	let counting: NodeJS.Timeout | undefined;
	let isRunning = false;
	let loop: Promise<void> | undefined;
	let timer: { at: number; handle: NodeJS.Timeout } | undefined;
	let stopping: Promise<void> | undefined;
	const errors: { loop: WorkerError | null; settling: WorkerError | null } = { loop: null, settling: null };
	let failuresInARow = 0;
	let hasReleased = false;
	let sweptAt = performance.now();
	let deletedAt = -Infinity;
	let tickets: TicketMaker | undefined;

	function wake(what: 'all' | 'queue' | 'claim'): void {
		wants.add('claim');
		if (what !== 'claim') wants.add('plan');
		if (what === 'all') wants.add('sweep').add('count');
		if (!isRunning && !stopping) loop = run();
	}

	/** Many devices confirm within a moment: one count tells of all of them. */
	function countSoon(): void {
		if (stopping || counting !== undefined) return;
		counting = setTimeout(() => {
			counting = undefined;
			wants.add('count');
			if (!isRunning && !stopping) loop = run();
		}, countAfterMs);
	}

	/** Looks again in `ms` at the latest. */
	function lookIn(ms: number): void {
		if (stopping) return;
		const at = performance.now() + ms;
		if (timer && timer.at <= at) return;
		clearTimeout(timer?.handle);
		timer = {
			at,
			handle: setTimeout(() => {
				timer = undefined;
				wake('all');
			}, ms),
		};
	}

	function noteBatch(reason: unknown): void {
		errors.settling = reason === undefined ? null : errorCode(reason);
		// What waited for this very write may go now: a "taken" behind its alert.
		if (reason === undefined) {
			wake('claim');
			countSoon();
		}
	}

	function hasWork(): boolean {
		return (
			wants.has('sweep') ||
			wants.has('plan') ||
			wants.has('count') ||
			(wants.has('claim') && window.room() > 0)
		);
	}

	// Nothing may be awaited between the last look at `hasWork` and `isRunning = false`, or a wake would be lost.
	async function run(): Promise<void> {
		isRunning = true;
		while (!stopping && hasWork()) {
			try {
				await within(turnLimitMs, turn());
				errors.loop = null;
				failuresInARow = 0;
			} catch (reason) {
				errors.loop = errorCode(reason);
				failuresInARow += 1;
				wants.clear();
				lookIn(Math.min(longestErrorPauseMs, 100 * 2 ** Math.min(failuresInARow, 6)));
			}
		}
		isRunning = false;
	}

	async function turn(): Promise<void> {
		tickets ??= await prepare();
		if (wants.delete('sweep')) {
			await retireStale(sql);
			if ((await beginWeeklyChecks()) > 0) wants.add('claim');
			sweptAt = performance.now();
			if (sweptAt - deletedAt > deleteEveryMs && (await deleteOutdated(sql)) === 0) {
				deletedAt = sweptAt;
				await noteChore(sql, 'retention');
			}
			await noteChore(sql, 'alerting');
		}
		// New alerts first: who came back has waited longer than the next turn takes.
		if (wants.delete('plan') && ((await planDueAlerts(sql)) > 0 || (await planDueAwakenings(sql)) > 0)) {
			wants.add('plan').add('claim').add('tell others');
			countSoon();
		}
		if (wants.has('claim')) await fillWindow(tickets);
		// Last: nobody waits for a number as they wait for an alert.
		if (wants.delete('count') && (await refreshReach(sql)) > 0) countSoon();
		if (!wants.has('plan') && !wants.has('claim')) await lookAhead();
	}

	async function prepare(): Promise<TicketMaker> {
		const secret = await loadTicketSecret(sql);
		// Known from the first connection on. Asked again on every new one, they make postgres.js 3.4.9 reject past every catch when that
		// connection ends meanwhile, and a restart of the database would end this process.
		sql.options.fetch_types = false;
		return makeTickets(secret);
	}

	async function fillWindow(tickets: TicketMaker): Promise<void> {
		const room = window.room();
		if (room > 0) {
			wants.delete('claim');
			const asked = performance.now();
			const fullHosts = window.fullHosts();
			const { leaseMs, postTimeoutMs } = limits;
			const { started, handled } = await claimDeliveries(sql, { workerId, room, fullHosts, leaseMs });
			if (handled >= room) wants.add('claim');
			// An answer that took so long may be older than its lease allows: somebody else may be sending by now.
			if (performance.now() - asked > leaseMs - postTimeoutMs) return;
			for (const [index, claimed] of started.entries()) {
				// What is encrypted leaves while the next ones are: without this pause all of them would leave after the last.
				if (index > 0 && index % encryptedAtOnce === 0) await nextTurn();
				start(claimed, tickets.sign(claimed.deliveryId));
			}
		}
		const isFull = window.room() <= 0;
		if (isFull && wants.has('claim') && wants.delete('tell others')) await sql.notify(channel, '');
		if (!wants.has('claim')) wants.delete('tell others');
	}

	async function lookAhead(): Promise<void> {
		const isBusy = window.size() > 0;
		// While posts are open their ends wake the loop for the queue, but not for the next step of an alert.
		const wait = await (isBusy ? nextLookIn(sql) : nextDueIn(sql));
		lookIn(Math.min(isBusy ? busyLookMs : limits.sweepMs, Math.max(shortestLookMs, wait ?? Infinity)));
	}

	function start(claimed: Claimed, ticket: string): void {
		if (stopping) {
			release(claimed);
			return;
		}
		const { endpoint, p256dh, auth, ttl } = claimed;
		const topic = claimed.kind === 'several' ? severalTag : claimed.requestId;
		const body = composeMessage(claimed, ticket, origin);
		window.open(claimed.host, async (signal) => {
			finish(claimed, await poster.post({ endpoint, p256dh, auth, body, topic, ttl }, signal));
		});
	}

	function release(claimed: Claimed): void {
		hasReleased = true;
		const verdict: PushVerdict = { verdict: 'retry', at: new Date(clock()) };
		settling.add({ claimed, verdict, retryInMs: 0, status: null, error: 'stopped' });
	}

	function finish(claimed: Claimed, answer: PostAnswer): void {
		if (answer.outcome === 'aborted') {
			release(claimed);
			return;
		}
		if (answer.outcome !== 'posted') {
			const verdict = { verdict: 'failed', countsAgainstDevice: true } as const;
			settling.add({ claimed, verdict, retryInMs: 0, status: null, error: answer.outcome });
			return;
		}
		const now = clock();
		hosts.note(claimed.host, claimed.deviceId, answer.result, now);
		const judged = judgePost({
			...answer,
			attempts: claimed.attempts,
			now: new Date(now),
			expiresAt: new Date(now + claimed.ttl * 1000),
			random: random(),
		});
		const verdict =
			judged.verdict === 'failed' && hosts.isOurs(claimed.host, now)
				? { ...judged, countsAgainstDevice: false }
				: judged;
		const retryInMs = verdict.verdict === 'retry' ? verdict.at.getTime() - now : 0;
		const status = typeof answer.result === 'number' ? answer.result : null;
		settling.add({
			claimed,
			verdict,
			retryInMs,
			status,
			error: typeof answer.result === 'string' ? answer.result : null,
		});
		// A little later than due: the two clocks need not agree to the millisecond.
		if (verdict.verdict === 'retry') lookIn(retryInMs + 10);
	}

	async function stopNow(): Promise<void> {
		clearTimeout(timer?.handle);
		clearTimeout(counting);
		await Promise.all([window.drain(limits.drainMs), loop]);
		// The loop may have claimed once more while the posts ended.
		await settling.flush();
		if (hasReleased) await sql.notify(channel, '');
		const listening = await subscribed;
		await listening?.unlisten();
	}

	const subscribed = listenSql
		.listen(
			channel,
			(payload) => (payload === 'reach' ? countSoon() : wake('queue')),
			() => wake('all'),
		)
		// postgres.js goes on trying by itself and calls back once it listens; until then the sweep does the work.
		.catch((reason: unknown) => {
			errors.loop = errorCode(reason);
			return undefined;
		});
	wake('all');

	return {
		stop() {
			stopping ??= within(limits.drainMs + 500, Promise.resolve().then(stopNow))
				.catch(() => undefined)
				.then(() => poster.close());
			return stopping;
		},
		async health() {
			const length = await within(turnLimitMs, queueLength(sql));
			const late = performance.now() - sweptAt > 2 * limits.sweepMs + turnLimitMs;
			return {
				running: !stopping && !late,
				...length,
				last_error:
					errors.loop ?? errors.settling ?? (hosts.hasRefusals(clock()) ? 'push_credentials' : null),
			};
		},
	};
}
