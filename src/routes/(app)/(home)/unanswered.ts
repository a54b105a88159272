import type { Words } from '#messages/german.ts';
import type { Unanswered } from '#state/act.svelte.ts';

/** The sentence for something the server gave no verdict on. Undefined: the screen shows it where the button was, as something that waits. */
export function sayUnanswered(
	result: Unanswered,
	{ shell }: Words,
): { tone: 'wait'; title: string; body: string } | undefined {
	if (result.outcome === 'kept') return undefined;
	return { tone: 'wait', ...shell.sending[result.outcome] };
}
