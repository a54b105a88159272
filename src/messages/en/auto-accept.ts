import type { autoAccept as german } from '../de/auto-accept.ts';

export const autoAccept: typeof german = {
	announced: (seconds) => `Will be accepted for you in ${seconds} seconds unless you stop it.`,
	left: (seconds) => `Will be accepted for you in ${seconds} s`,
	stop: 'Stop',
	stopped: 'Stopped. Nothing is accepted by itself.',
};
