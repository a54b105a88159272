/**
 * The loop of the second channel: looks for silence when it is due, claims messages, sends them, settles what became of them. It owns
 * private.second_looks and private.second_deliveries. A loop of its own beside the alerting worker, because a mail server that hangs must never hold
 * an alert. Any number of processes may run it side by side, and each may be killed at any time: what it had in hand comes back by lease, so a mail
 * whose sender died between the mail server's word and ours goes out twice rather than not at all.
 */
import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import { mayBeMailed } from '#domain/second-channel.ts';
import { judgeWebhook } from '#domain/webhook.ts';
import { gatherClusters } from '../alerting/plan-facts.ts';
import type { Mailer } from '../mail/mailer.ts';
import { isOutage, within } from '../outage.ts';
import { describeError, reportFailure } from '../report.ts';
import { claimMails, nextSecondIn, retireStaleSecond, settle } from './claim.ts';
import type { Attempt, Claim, Claimed, ClaimedMail, ClaimWish } from './claim.ts';
import { claimWebhooks } from './claim-webhook.ts';
import type { ClaimedWebhook } from './claim-webhook.ts';
import { planDueSilence } from './plan.ts';
import type { WebhookPoster } from './post-webhook.ts';
import { writeSilenceMail } from './silence-mail.ts';
import { writeWebhookBody } from './webhook-body.ts';

export interface SecondChannelOptions {
	/** As the owner of the schema. */
	sql: Sql;
	/** Undefined: there is nothing to mail with, and every mail fails honestly. */
	mailer: Mailer | undefined;
	/** Closed with the loop. */
	poster: WebhookPoster;
	/** Ours, without a trailing slash. */
	origin: string;
	limits?: Partial<SecondChannelLimits>;
}

export interface SecondChannelLimits {
	/** Mails on their way at once; few, because codes for signing in go the same way. */
	mails: number;
	/** Of their own: who hangs behind the webhook holds no mail. */
	webhooks: number;
	/** Longer than a mail (smtp.ts) or a post (post-webhook.ts) can take. */
	leaseMs: number;
	sweepMs: number;
	/** After an alert was planned: the database and this process are the alert's in the seconds in which it leaves. */
	calmMs: number;
	/** After the first attempt that nobody took; doubled for each further one. */
	retryMs: number;
}

export interface SecondChannel {
	/** Takes nothing more; what is on its way may end. Safe to call twice, never rejects. */
	stop(): Promise<void>;
}

const usualLimits: SecondChannelLimits = {
	mails: 4,
	webhooks: 2,
	leaseMs: 30_000,
	sweepMs: 30_000,
	calmMs: 2_000,
	retryMs: 30_000,
};
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
	const { sql, mailer, poster, origin } = options;
	const limits = { ...usualLimits, ...options.limits };
	const workerId = `${process.pid}-${randomUUID().slice(0, 8)}`;
	const underWay = { mails: new Set<Promise<void>>(), webhooks: new Set<Promise<void>>() };
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
		const hasRoom = [
			await fill('mails', claimMails, sendMail),
			await fill('webhooks', claimWebhooks, sendWebhook),
		];
		// With no room left the end of a message wakes the loop.
		const wait = hasRoom.includes(true) ? await nextSecondIn(sql) : null;
		lookIn(Math.min(limits.sweepMs, Math.max(shortestLookMs, wait ?? Infinity)));
	}

	/** Starts what is due as far as there is room; answers whether there is still some. */
	async function fill<Message extends Claimed>(
		lane: keyof typeof underWay,
		claim: (sql: Sql, wish: ClaimWish) => Promise<Claim<Message>>,
		send: (claimed: Message) => Promise<Attempt>,
	): Promise<boolean> {
		for (;;) {
			const room = limits[lane] - underWay[lane].size;
			if (room <= 0) return false;
			if (isStopped) return true;
			const { started, handled } = await claim(sql, { workerId, room, leaseMs: limits.leaseMs });
			for (const claimed of started) begin(underWay[lane], claimed, send);
			if (handled < room) return true;
		}
	}

	function begin<Message extends Claimed>(
		lane: Set<Promise<void>>,
		claimed: Message,
		send: (claimed: Message) => Promise<Attempt>,
	): void {
		const sending = send(claimed)
			.then((attempt) => settle(sql, claimed, attempt))
			// Not written down: the lease runs out, and it is tried again.
			.catch((error: unknown) => {
				if (!isOutage(error)) reportFailure(`Zweiter Weg: ${describeError(error)}`);
			})
			.finally(() => {
				lane.delete(sending);
				wake();
			});
		lane.add(sending);
	}

	function pauseAfter(attempts: number): number {
		return Math.min(longestRetryMs, limits.retryMs * 2 ** (attempts - 1));
	}

	async function sendWebhook(claimed: ClaimedWebhook): Promise<Attempt> {
		const { deliveryId: id, attempts, url, secret, request } = claimed;
		const result = await poster.post({
			url,
			secret,
			id,
			body: writeWebhookBody(claimed, origin, new Date()),
		});
		const status = typeof result === 'number' ? { status: result } : {};
		const verdict = judgeWebhook(result);
		if (verdict.verdict === 'sent') return { outcome: 'sent', ...status };
		const { error, again } = verdict;
		// Whoever tries it looks at the screen now, and may press again.
		return again && request !== null
			? { outcome: 'retry', error, inMs: pauseAfter(attempts), ...status }
			: { outcome: 'failed', error, ...status };
	}

	async function sendMail(claimed: ClaimedMail): Promise<Attempt> {
		if (mailer === undefined) return { outcome: 'failed', error: 'no_mailer' };
		// Planned a moment ago, or an hour: whoever has begun to rest meanwhile is left in peace.
		const cluster = (await gatherClusters(sql, [claimed.clusterId])).get(claimed.clusterId);
		if (
			cluster === undefined ||
			!mayBeMailed({ cluster, priority: claimed.priority }, claimed.profileId, new Date())
		)
			return { outcome: 'superseded' };
		const posted = await mailer.send(writeSilenceMail(claimed, origin));
		switch (posted) {
			case 'sent':
			case 'unsure':
				return { outcome: posted };
			case 'refused':
				return { outcome: 'failed', error: 'refused' };
			case 'failed':
				return { outcome: 'retry', error: 'not_taken', inMs: pauseAfter(claimed.attempts) };
		}
	}

	const subscribed = sql
		.listen(channel, (word) => (word === 'calm' ? lookIn(limits.calmMs) : wake()), wake)
		// postgres.js goes on trying by itself; until then the sweep does the work.
		.catch(() => undefined);
	wake();

	return {
		async stop() {
			isStopped = true;
			clearTimeout(timer?.handle);
			await within(drainMs, Promise.all([loop, ...underWay.mails, ...underWay.webhooks])).catch(
				() => undefined,
			);
			poster.close();
			const listening = await subscribed;
			await listening?.unlisten().catch(() => undefined);
		},
	};
}
