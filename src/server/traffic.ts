/** Counts answers by door and kind: enough to see an outage or an attack, and nothing about anybody. */
import type { DoorName } from './doors.ts';

/** As in `2xx`; what was cut off before it had a status counts as `lost`. */
export type AnswerClass = '1xx' | '2xx' | '3xx' | '4xx' | '5xx' | 'lost';

export interface Traffic {
	note(door: DoorName, status: number | undefined): void;
	counts(): { door: DoorName; class: AnswerClass; count: number }[];
}

const classes: readonly AnswerClass[] = ['1xx', '2xx', '3xx', '4xx', '5xx'];

function classOf(status: number | undefined): AnswerClass {
	return (status === undefined ? undefined : classes[Math.floor(status / 100) - 1]) ?? 'lost';
}

export function makeTraffic(): Traffic {
	const counts = new Map<DoorName, Map<AnswerClass, number>>();

	return {
		note(door, status) {
			const ofDoor = counts.get(door) ?? new Map<AnswerClass, number>();
			counts.set(door, ofDoor);
			const kind = classOf(status);
			ofDoor.set(kind, (ofDoor.get(kind) ?? 0) + 1);
		},
		counts: () =>
			[...counts].flatMap(([door, ofDoor]) =>
				[...ofDoor].map(([kind, count]) => ({ door, class: kind, count })),
			),
	};
}
