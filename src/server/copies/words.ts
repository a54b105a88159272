/** Figures for the console of the person who runs the server. */

export function sizeWords(bytes: number): string {
	const [value, unit] =
		bytes < 1_000_000
			? [bytes / 1_000, 'KB']
			: bytes < 1_000_000_000
				? [bytes / 1_000_000, 'MB']
				: [bytes / 1_000_000_000, 'GB'];
	return `${value.toLocaleString('de-DE', { maximumFractionDigits: 1, minimumFractionDigits: 1 })} ${unit}`;
}

export function secondsWords(ms: number): string {
	return `${(ms / 1000).toLocaleString('de-DE', { maximumFractionDigits: 1, minimumFractionDigits: 1 })} s`;
}

/** In the time zone of the machine, which is that of the person at it. */
export function momentWords(at: Date): string {
	return at.toLocaleString('de-DE', { dateStyle: 'medium', timeStyle: 'short' });
}

export function countWords(count: number, one: string, many: string): string {
	return `${count.toLocaleString('de-DE')} ${count === 1 ? one : many}`;
}
