/** What of the sending of alerts is not as it should be, for people who have to do something about it. */

export interface OperationsFacts {
	at: string;
	alerting_ran_at: string | null;
	retention_ran_at: string | null;
	queue: { waiting: number; oldest_seconds: number };
	look_late_seconds: number;
	day: { kind: 'none' | 'few' } | { kind: 'counted'; sent: number; arrived: number };
	second?: readonly { channel: 'mail' | 'webhook'; standing: 'fine' | 'failing' }[] | undefined;
	services: readonly {
		service: string;
		standing: 'fine' | 'refusing' | 'unanswered';
		since: string | null;
	}[];
}

export type Trouble =
	/** Nobody looks at the queue. */
	| { what: 'stopped'; since: string | null }
	/** Somebody looks, and yet it waits. */
	| { what: 'stuck'; waiting: number; seconds: number }
	| { what: 'refusing' | 'unanswered'; service: string; since: string | null }
	| { what: 'lost'; sent: number; arrived: number }
	/** The second channel has carried nothing of what it should have. */
	| { what: 'mail' | 'webhook' }
	/** What is too old is not deleted. */
	| { what: 'kept'; since: string | null };

/** Four looks that were due every 30 s. */
const stoppedAfterMs = 2 * 60_000;
const stuckAfterSeconds = 60;
const fewestSent = 20;
const lostShare = 0.5;
/** It runs every ten minutes; a backlog may take a while. */
const keptAfterMs = 24 * 3_600_000;

function isOlder(moment: string | null, at: string, ms: number): boolean {
	return moment === null || Date.parse(at) - Date.parse(moment) > ms;
}

/** The worst first; empty when all is well. All moments are those of one clock, so the reader's own may be wrong. */
export function findTroubles(facts: OperationsFacts): Trouble[] {
	const {
		at,
		alerting_ran_at,
		retention_ran_at,
		queue,
		look_late_seconds,
		day,
		services,
		second = [],
	} = facts;
	const waits = Math.max(queue.oldest_seconds, look_late_seconds);
	const troubles: Trouble[] = [];
	const isStopped = isOlder(alerting_ran_at, at, stoppedAfterMs);
	if (isStopped) troubles.push({ what: 'stopped', since: alerting_ran_at });
	for (const standing of ['refusing', 'unanswered'] as const)
		for (const { service, since } of services.filter((one) => one.standing === standing))
			troubles.push({ what: standing, service, since });
	// What stands still needs no second sentence that it waits.
	if (!isStopped && waits > stuckAfterSeconds)
		troubles.push({ what: 'stuck', waiting: queue.waiting, seconds: waits });
	if (day.kind === 'counted' && day.sent >= fewestSent && day.arrived < lostShare * day.sent)
		troubles.push({ what: 'lost', sent: day.sent, arrived: day.arrived });
	for (const { channel } of second.filter(({ standing }) => standing === 'failing'))
		troubles.push({ what: channel });
	if (!isStopped && isOlder(retention_ran_at, at, keptAfterMs))
		troubles.push({ what: 'kept', since: retention_ran_at });
	return troubles;
}
