/** What a caller chooses of a component's looks. Plain types, so that screens and states can name them too. */

/** Carries meaning beside colour: each is told apart in grey and at 12 px. */
export type Shape =
	| 'triangle'
	| 'diamond'
	| 'square'
	| 'circle'
	| 'ring'
	| 'half'
	| 'clock'
	| 'check'
	| 'cross'
	| 'question'
	| 'info'
	| 'cloud';

/** alarm: a counter stands still or somebody is needed now; wait: not yet; good: done, confirmed; calm: all else. */
export type Tone = 'alarm' | 'wait' | 'good' | 'calm';

/** info: worth knowing; wait: not done yet, or something to do; alarm: needs the person now; good: done. */
export type NoticeTone = 'info' | 'wait' | 'alarm' | 'good';

/** How the word about the connection looks: all is well, something is under way, no connection, somebody has to decide. */
export type ConnectionLook = 'current' | 'syncing' | 'offline' | 'attention';

export interface NavItem {
	icon: 'requests' | 'ask' | 'network' | 'me';
	href: string;
	label: string;
}
