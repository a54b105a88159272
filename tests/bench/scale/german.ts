/**
 * Text the size and the weight of what a county writes, the same in every run. Its words are strung together by how often German uses words
 * of that rank (Zipf), so it says nothing, but it compresses as badly as real German (some 37 %): texts put together from a stock of
 * sentences shrink to a tenth and would make every pull look small.
 */

/** A stream of numbers from 0 to 1 that follows from its seed alone (mulberry32). */
export function chanceFrom(seed: number): () => number {
	let state = seed >>> 0;
	return function chance() {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

const frequent =
	'die der und in zu den das nicht von sie ist des sich mit dem dass er es ein ich auf so eine auch als an nach wie im für man aber aus durch wenn nur war noch werden bei hat wir was wird sein einen welche sind oder zur um haben einer mir über ihm diese einem bis nun dann vor kein beim heute schon seit wieder bitte keine unter neue immer am Drucker Rechner Anmeldung Netzwerk Server Rathaus Meldung Kennwort geht startet läuft'.split(
		' ',
	);
/** Of what the other words are made. */
const onsets =
	'b d f g h j k l m n p r s t v w z sch st sp tr br gr kl fl pf zw kr bl dr fr pl schl schr'.split(' ');
const vowels = 'a e i o u ei au ie ä ü ö eu e a e'.split(' ');
const codas = 'n r l t s ch ng rt nd ß st cht m ll tz'.split(' ');
const endings = 'e en er t te ung lich el es ig'.split(' ');
const vocabularySize = 6000;

export interface Writer {
	/** Some 40 characters. */
	title(): string;
	/** One to six sentences, some 250 characters. */
	body(): string;
	place(): string;
	/** Some 5 KB of Markdown. */
	article(): string;
}

export function makeWriter(seed: number): Writer {
	const chance = chanceFrom(seed);
	const words = [...frequent, ...Array.from({ length: vocabularySize }, makeWord)];

	function pick(from: readonly string[]): string {
		return from[Math.floor(chance() * from.length)] ?? '';
	}

	function makeWord(): string {
		const stem = pick(onsets) + pick(vowels) + pick(codas);
		if (chance() < 0.3) return stem + pick(endings);
		const second = pick(onsets) + pick(vowels) + (chance() < 0.6 ? pick(codas) : '');
		const word = stem + second + (chance() < 0.5 ? pick(endings) : '');
		// Nouns, capitalised as German has them.
		return chance() < 0.4 ? word.charAt(0).toUpperCase() + word.slice(1) : word;
	}

	function upTo(most: number): number {
		return 1 + Math.floor(chance() * most);
	}

	/** Rank r comes about as often as 1/r. */
	function word(): string {
		return words[Math.floor(words.length ** chance()) - 1] ?? 'und';
	}

	function many(count: number, one: () => string, between: string): string {
		return Array.from({ length: count }, one).join(between);
	}

	function capital(text: string): string {
		return text.charAt(0).toUpperCase() + text.slice(1);
	}

	function sentence(): string {
		const half = many(2 + upTo(6), word, ' ');
		const room = chance() < 0.15 ? ` (Raum ${upTo(420)})` : '';
		return capital(chance() < 0.5 ? `${half}${room}.` : `${half}${room}, ${many(2 + upTo(5), word, ' ')}.`);
	}

	function section(): string {
		const list = Array.from({ length: 2 + upTo(5) }, (_, index) => `${index + 1}. ${sentence()}`).join('\n');
		const warning = chance() < 0.5 ? `\n\n> **Achtung:** ${sentence()}` : '';
		const path = chance() < 0.6 ? `\n\n\`\\\\srv${upTo(99)}\\${word()}\\${word()}.ini\`` : '';
		return `## ${capital(word())} ${word()} ${word()}\n\n${many(1 + upTo(3), sentence, ' ')}\n\n${list}${path}${warning}`;
	}

	return {
		title: () => capital(many(2 + upTo(4), word, ' ')),
		body: () => many(upTo(6), sentence, ' '),
		place: () => `${capital(word())}, Raum ${upTo(420)}`,
		article() {
			const sections: string[] = [];
			while (sections.join('\n\n').length < 4600) sections.push(section());
			return sections.join('\n\n');
		},
	};
}
