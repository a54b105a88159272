import { stampTime } from '#domain/time-words.ts';
import type { CommonWords } from '#messages/german.ts';
import type { Language } from '#messages/language.ts';
import type { ConnectionState } from '#state/connection-state.ts';
import type { ConnectionLook } from '#ui/looks.ts';

export interface ConnectionWord {
	look: ConnectionLook;
	word: string;
	/** On a second line where there is little room. */
	more?: string;
	/** Something lies in the outbox that the person may want to see. */
	leadsToOutbox: boolean;
}

/** What the top bar says. What most needs the person comes first, and it never hides that there is no connection. Pure. */
export function sayConnection(
	current: ConnectionState,
	{ sending, waiting, needsYou }: { sending: number; waiting: number; needsYou: number },
	{ words, language, now }: { words: CommonWords['shell']['connection']; language: Language; now: Date },
): ConnectionWord {
	if (needsYou > 0) {
		const word = words.needs_you(needsYou);
		const said = current.state === 'offline' ? { word: words.offline, more: word } : { word };
		return { look: 'attention', ...said, leadsToOutbox: true };
	}
	if (current.state === 'offline' || current.state === 'refused') {
		const rest =
			waiting > 0 ? { more: words.waiting(waiting), leadsToOutbox: true } : { leadsToOutbox: false };
		if (current.asOf === undefined) return { look: 'offline', word: words[current.state], ...rest };
		const time = stampTime(current.asOf, now, language);
		if (current.state === 'refused') return { look: 'offline', word: words.refusedAsOf(time), ...rest };
		const word = current.isUnbroken ? words.offlineSince(time) : words.offlineAsOf(time);
		return { look: 'offline', word, ...rest };
	}
	if (sending > 0) return { look: 'syncing', word: words.sending(sending), leadsToOutbox: true };
	return { look: current.state, word: words[current.state], leadsToOutbox: false };
}
