/** A line of the diagnosis in words, and all of it as plain text. Only what is found, never an address, a key or a name. */
import { guessDevice, type BrowserWords, type IosVersion } from '#domain/device-name.ts';
import {
	type DiagnosisFacts,
	type DiagnosisLine,
	judgeLine,
	summarize,
	type Verdict,
	type Way,
} from '#domain/diagnosis.ts';
import { sizeInWords } from '#domain/file.ts';
import { relativeTime } from '#domain/time-words.ts';
import type { Language } from '#messages/language.ts';
import type { DiagnosisWords } from './+page.ts';

export interface Said {
	title: string;
	verdict: Verdict;
	/** The verdict in words. */
	word: string;
	says: string;
	/** A time, a size, a name of the kind of device. */
	detail: string;
	todo: string;
	way: Way | undefined;
}

export interface Speaking {
	words: DiagnosisWords;
	language: Language;
	now: Date;
	browser: BrowserWords;
}

function sayIos(version: IosVersion | undefined, orNewer: string): string {
	if (version === undefined) return '';
	const number = `iOS ${version.major}.${version.minor}`;
	return version.orNewer ? `${number} ${orNewer}` : number;
}

function sayDetail({ about, finding }: DiagnosisLine, facts: DiagnosisFacts, speaking: Speaking): string {
	const { words, language, now } = speaking;
	switch (about) {
		case 'device': {
			const system = sayIos(facts.iosVersion, words.details.orNewer);
			return [guessDevice(speaking.browser).label, system].filter((part) => part !== '').join(', ');
		}
		case 'arrival':
			return facts.arrivedAt === undefined ? '' : relativeTime(facts.arrivedAt, now, language);
		case 'storage': {
			if (finding === 'blocked' || facts.storage === undefined) return '';
			const { used, quota } = facts.storage;
			return words.details.used(sizeInWords(used, language), sizeInWords(quota, language));
		}
		case 'version':
			return sayBuild(facts.appVersion, speaking);
		case 'worker':
			return facts.workerVersion === undefined ? '' : sayBuild(facts.workerVersion, speaking);
		case 'installation':
		case 'permission':
		case 'subscription':
		case 'key':
		case 'server':
		case 'session':
		case 'connection':
			return '';
	}
}

/** Kit names a build by its moment, in milliseconds. */
function sayBuild(version: string, { words, language, now }: Speaking): string {
	const at = Number(version);
	return words.details.built(at > 0 ? relativeTime(new Date(at), now, language) : version);
}

export function sayLine(line: DiagnosisLine, facts: DiagnosisFacts, speaking: Speaking): Said {
	const { words } = speaking;
	const { verdict, way } = judgeLine(line);
	const { title, findings } = words.lines[line.about];
	const sentences: Record<string, { says: string; todo?: string }> = findings;
	const { says = '', todo = '' } = sentences[line.finding] ?? {};
	return {
		title,
		verdict,
		word: words.verdicts[verdict],
		says,
		detail: sayDetail(line, facts, speaking),
		todo,
		way,
	};
}

/** As it is copied: one line each, what to do below it. */
export function writeDiagnosis(
	lines: readonly DiagnosisLine[],
	facts: DiagnosisFacts,
	checkedAt: string,
	speaking: Speaking,
): string {
	const { words } = speaking;
	const said = lines.map((line) => sayLine(line, facts, speaking));
	return [
		`Rufkreis, ${words.title}`,
		words.checkedAt(checkedAt),
		words.summary[summarize(lines)],
		'',
		...said.flatMap(({ title, word, says, detail, todo }) => [
			`${title}: ${word}. ${says}${detail === '' ? '' : ` (${detail})`}`,
			...(todo === '' ? [] : [`  ${words.todo}: ${todo}`]),
		]),
	].join('\n');
}
