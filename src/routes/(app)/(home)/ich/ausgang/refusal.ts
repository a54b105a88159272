/** What a person reads about something that was not carried out, and what they can do about it. Pure. */
import type { CommandAnswer, Refusal } from '#contracts/commands.ts';
import type { outbox } from '#messages/de/outbox.ts';
import type { Words } from '#messages/german.ts';
import type { Entry, KeptCommand, LocalRefusal } from '#state/outbox.svelte.ts';

interface Sentence {
	title: string;
	body: string;
}
interface SentenceAbout {
	title: (who: string) => string;
	body: string;
}

type OwnRefusal<Name extends KeptCommand> = Exclude<
	Extract<CommandAnswer<Name>['outcome'], Refusal>,
	'invalid' | 'command_reused'
>;
/** Words for every refusal of every command: one that is missing does not compile. */
type RefusalWords = {
	[Name in KeptCommand]: {
		[Outcome in OwnRefusal<Name>]: Outcome extends 'taken' ? SentenceAbout : Sentence;
	};
};
type AnywayWords = Record<LocalRefusal | 'command_reused' | 'unknown', Sentence>;
type Invalid = Extract<CommandAnswer<'create_request'>, { outcome: 'invalid' }>;
interface InvalidWords {
	title: string;
	fields: Record<Invalid['field'], string>;
	reasons: Record<Invalid['reason'], (field: string) => string>;
}

/** Why the server, or this device, did not carry it out. */
export function sayRefusal(
	{ name, verdict }: Pick<Entry, 'name' | 'verdict'>,
	words: { outbox: typeof outbox; requests: Words['requests'] },
): Sentence {
	const refusals: RefusalWords = words.outbox.refusals;
	const anyway: AnywayWords = words.outbox.anyway;
	const invalid: InvalidWords = words.outbox.invalid;
	// What a newer server answered; this version could not read it.
	if (verdict === undefined) return anyway.unknown;
	if (verdict.outcome === 'invalid')
		return { title: invalid.title, body: invalid.reasons[verdict.reason](invalid.fields[verdict.field]) };
	if (isSaidAnyway(verdict.outcome)) return anyway[verdict.outcome];
	const own: Partial<Record<string, Sentence | SentenceAbout>> = refusals[name];
	const said = own[verdict.outcome] ?? anyway.unknown;
	if (typeof said.title === 'string') return { title: said.title, body: said.body };
	const who = 'by' in verdict ? words.requests.person(verdict.by) : words.requests.someone;
	return { title: said.title(who), body: said.body };
}

function isSaidAnyway(outcome: string): outcome is LocalRefusal | 'command_reused' {
	return ['too_large', 'broken', 'too_old', 'command_reused'].includes(outcome);
}

type Undecided = Refusal | LocalRefusal;

/**
 * `retry`: the same again may end otherwise. `edit`: only other words help. `settled`: others have settled it, nothing of the person's is lost.
 */
const remedies: Record<Undecided, 'retry' | 'edit' | 'settled'> = {
	not_allowed: 'retry',
	too_many: 'retry',
	command_reused: 'retry',
	missing_upload: 'retry',
	broken: 'retry',
	too_old: 'retry',
	invalid: 'edit',
	too_large: 'edit',
	taken: 'settled',
	closed: 'settled',
	expired: 'settled',
	no_offer: 'settled',
	too_late: 'settled',
	on_duty: 'retry',
};

/** What helps. A refusal this version does not know may be tried again. */
export function findRemedy(verdict: Entry['verdict']): 'retry' | 'edit' | 'settled' {
	const known: Partial<Record<string, 'retry' | 'edit' | 'settled'>> = remedies;
	return known[verdict?.outcome ?? ''] ?? 'retry';
}
