/** Numbers of a measurement as a person reads them. */

export interface Line {
	what: string;
	measured: string;
	/** In words; empty when there is none. */
	aim: string;
	verdict: 'ok' | 'missed' | '';
}

/** `share` between 0 and 1; the smallest value that so many do not exceed. */
export function percentile(values: readonly number[], share: number): number {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export function milliseconds(value: number): string {
	return `${value < 10 ? value.toFixed(1) : value.toFixed(0)} ms`;
}

export function times(value: number): string {
	return `${value.toFixed(2)} ×`;
}

/** Of 1 024, as the aims count them. */
export function kilobytes(bytes: number): string {
	return bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1024 / 1024).toFixed(2)} MB`;
}

export function count(value: number): string {
	return String(value);
}

/** A line with an aim in the same unit as the value. */
export function judged(
	what: string,
	value: number,
	most: number,
	inWords: (value: number) => string = milliseconds,
): Line {
	const verdict = value <= most ? 'ok' : 'missed';
	return { what, measured: inWords(value), aim: `≤ ${inWords(most)}`, verdict };
}

/** Half of all, and all but a hundredth, take no longer. */
export function spread(what: string, waits: readonly number[]): Line {
	return told(what, `${milliseconds(percentile(waits, 0.5))} / ${milliseconds(percentile(waits, 0.99))}`);
}

export function told(what: string, measured: string): Line {
	return { what, measured, aim: '', verdict: '' };
}

export function printLines(title: string, lines: readonly Line[]): void {
	console.log(`\n${title}`);
	const width = Math.max(...lines.map(({ what }) => what.length));
	for (const { what, measured, aim, verdict } of lines) {
		console.log(`  ${what.padEnd(width)}  ${measured.padStart(22)}  ${aim.padEnd(10)} ${verdict}`.trimEnd());
	}
}
