/**
 * The loop of the second channel: looks for silence when it is due, claims messages, sends them, settles what became of them. It owns
 * private.second_looks and private.second_deliveries. A loop of its own beside the alerting worker, because a mail server that hangs must never hold
 * an alert. Any number of processes may run it side by side, and each may be killed at any time: what it had in hand comes back by lease, so a mail
 * whose sender died between the mail server's word and ours goes out twice rather than not at all.
 */
import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import type { Mailer } from '../mail/mailer.ts';
import { isOutage, within } from '../outage.ts';
import { describeError, reportFailure } from '../report.ts';
import { claimMails, nextSecondIn, retireStaleSecond, settle } from './claim.ts';
import type { Attempt, ClaimedMail } from './claim.ts';
import { planDueSilence } from './plan.ts';
import { writeSilenceMail } from './silence-mail.ts';

export interface SecondChannelOptions {
	/** As the owner of the schema. */
	sql: Sql;
	/** Undefined: there is nothing to mail with, and every mail fails honestly. */
	mailer: Mailer | undefined;
	/** Ours, without a trailing slash. */
	origin: string;
	limits?: Partial<SecondChannelLimits>;
}

export interface SecondChannelLimits {
	/** Mails on their way at once; few, because codes for signing in go the same way. */
	mails: number;
	/** Longer than a mail can take (smtp.ts). */
	leaseMs: number;
	sweepMs: number;
	/** After the first attempt that nobody took; doubled for each further one. */
	retryMs: number;
}

export interface SecondChannel {
	/** Takes nothing more; what is on its way may end. Safe to call twice, never rejects. */
	stop(): Promise<void>;
}

const usualLimits: SecondChannelLimits = { mails: 4, leaseMs: 30_000, sweepMs: 30_000, retryMs: 30_000 };
const channel = 'rufkreis_second';
const shortestLookMs = 100;
const longestRetryMs = 10 * 60_000;
const pauseAfterErrorMs = 5_000;
/** Some hundred times what a turn takes; whatever still comes of it later is safe beside the next one. */
const turnLimitMs = 10_000;
/** What is on its way when the process ends may end in this time; else its lease runs out. */
const drainMs = 300;

/** Starts at once and survives outages of the database. */
export function startSecondChannel(options: SecondChannelOptions): SecondChannel {
	const { sql, mailer, origin } = options;
	const limits = { ...usualLimits, ...options.limits };
	const workerId = `${process.pid}-${randomUUID().slice(0, 8)}`;
	const underWay = new Set<Promise<void>>();
	let isStopped = false;
	let isWanted = false;
	let loop: Promise<void> | undefined;
	let timer: { at: number; handle: NodeJS.Timeout } | undefined;

	function wake(): void {
		isWanted = true;
		if (loop === undefined && !isStopped)
			loop = run().finally(() => {
				loop = undefined;
				if (isWanted) wake();
			});
	}

	/** Looks again in `ms` at the latest. */
	function lookIn(ms: number): void {
		if (isStopped) return;
		const at = performance.now() + ms;
		if (timer !== undefined && timer.at <= at) return;
		clearTimeout(timer?.handle);
		timer = {
			at,
			handle: setTimeout(() => {
				timer = undefined;
				wake();
			}, ms),
		};
	}

	async function run(): Promise<void> {
		while (isWanted && !isStopped) {
			isWanted = false;
			try {
				await within(turnLimitMs, turn());
			} catch (error) {
				// A database that is away is reported by those who need it.
				if (!isOutage(error)) reportFailure(`Zweiter Weg: ${describeError(error)}`);
				lookIn(pauseAfterErrorMs);
			}
		}
	}

	async function turn(): Promise<void> {
		await retireStaleSecond(sql);
		while (!isStopped && (await planDueSilence(sql)) > 0);
		for (;;) {
			const room = limits.mails - underWay.size;
			if (room <= 0 || isStopped) break;
			const { started, handled } = await claimMails(sql, { workerId, room, leaseMs: limits.leaseMs });
			for (const claimed of started) begin(claimed);
			if (handled < room) break;
		}
		// With no room left the end of a mail wakes the loop.
		const wait = underWay.size < limits.mails ? await nextSecondIn(sql) : null;
		lookIn(Math.min(limits.sweepMs, Math.max(shortestLookMs, wait ?? Infinity)));
	}

	function begin(claimed: ClaimedMail): void {
		const sending = send(claimed)
			.then((attempt) => settle(sql, claimed, attempt))
			// Not written down: the lease runs out, and it is tried again.
			.catch((error: unknown) => {
				if (!isOutage(error)) reportFailure(`Zweiter Weg: ${describeError(error)}`);
			})
			.finally(() => {
				underWay.delete(sending);
				wake();
			});
		underWay.add(sending);
	}

	async function send(claimed: ClaimedMail): Promise<Attempt> {
		if (mailer === undefined) return { outcome: 'failed', error: 'no_mailer' };
		const posted = await mailer.send(writeSilenceMail(claimed, origin));
		switch (posted) {
			case 'sent':
			case 'unsure':
				return { outcome: posted };
			case 'refused':
				return { outcome: 'failed', error: 'refused' };
			case 'failed':
				return {
					outcome: 'retry',
					error: 'not_taken',
					inMs: Math.min(longestRetryMs, limits.retryMs * 2 ** (claimed.attempts - 1)),
				};
		}
	}

	const subscribed = sql
		.listen(channel, wake, wake)
		// postgres.js goes on trying by itself; until then the sweep does the work.
		.catch(() => undefined);
	wake();

	return {
		async stop() {
			isStopped = true;
			clearTimeout(timer?.handle);
			await within(drainMs, Promise.all([loop, ...underWay])).catch(() => undefined);
			const listening = await subscribed;
			await listening?.unlisten().catch(() => undefined);
		},
	};
}
