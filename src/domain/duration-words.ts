import type { Language } from '#messages/language.ts';

/** `0,4 Sekunden`, `40 Sekunden`, `3 Minuten`, `2 Stunden`: rounded down, a tenth of a second at the least. For seconds that are not negative. */
export function durationWords(seconds: number, language: Language): string {
	const [value, unit] =
		seconds < 10
			? [Math.max(0.1, Math.floor(seconds * 10) / 10), 'second']
			: seconds < 60
				? [Math.floor(seconds), 'second']
				: seconds < 3600
					? [Math.floor(seconds / 60), 'minute']
					: [Math.floor(seconds / 3600), 'hour'];
	return new Intl.NumberFormat(language === 'de' ? 'de-DE' : 'en-GB', {
		style: 'unit',
		unit,
		unitDisplay: 'long',
		maximumFractionDigits: 1,
	}).format(value);
}
