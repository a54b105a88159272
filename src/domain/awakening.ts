/**
 * A device that was silent for long comes back: which of the alerts it never showed it is told of now. Push services keep a message for an
 * hour, and FCM few per device, so without this a phone that lay in a cellar would say nothing of what is still open.
 */

export interface MissedAlert {
	deliveryId: string;
	priority: number;
	/** When help was asked for. */
	askedAt: Date;
	/** When it was first handed to the push service. */
	sentAt: Date;
	/** Active, a specialist and still in the cluster, which they have not muted: anybody else's tap would be refused, or they want to hear nothing of it. */
	mayHelp: boolean;
	pausedUntil: Date | null;
	/** The person has said something about this round on another device: later, not possible, or that an offer stands no longer. */
	hasAnswered: boolean;
}

export interface AwakeningFacts {
	/** There is an address, and its push service takes our messages. */
	isReachable: boolean;
	/** When the device gave its sign of life. */
	signedAt: Date;
	/** One per request, of the round that is open now, none of which has arrived. */
	alerts: readonly MissedAlert[];
}

export type AwakeningPlan =
	| { outcome: 'rest' }
	/** The one alert once more, as it was. */
	| { outcome: 'again'; deliveryId: string }
	/** One notification about all of them, the most urgent first. */
	| { outcome: 'several'; deliveryIds: string[]; priority: number };

/** What was sent so shortly before the sign of life is still on its way. */
const onItsWayMs = 60_000;

/** Never says twice what is just arriving, and nothing to somebody who is paused, may not help or has answered. */
export function planAwakening({ isReachable, signedAt, alerts }: AwakeningFacts, now: Date): AwakeningPlan {
	if (!isReachable) return { outcome: 'rest' };
	const missed = alerts
		.filter(
			({ sentAt, mayHelp, pausedUntil, hasAnswered }) =>
				mayHelp &&
				!hasAnswered &&
				(pausedUntil === null || pausedUntil <= now) &&
				signedAt.getTime() - sentAt.getTime() > onItsWayMs,
		)
		.toSorted((a, b) => a.priority - b.priority || a.askedAt.getTime() - b.askedAt.getTime());
	const [first] = missed;
	if (first === undefined) return { outcome: 'rest' };
	if (missed.length === 1) return { outcome: 'again', deliveryId: first.deliveryId };
	const deliveryIds = missed.map(({ deliveryId }) => deliveryId);
	return { outcome: 'several', deliveryIds, priority: first.priority };
}
