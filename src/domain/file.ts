/** Files of a case: what they may be called, of which kind they are kept, how large they may be. */
import type { Language } from '#messages/language.ts';

/** What storage takes at most, in bytes. */
export const largestFile = 10 * 1024 * 1024;

const longestName = 200;
/** `.jpeg`, `.docx`; anything longer behind a dot is part of a sentence. */
const extension = /\.[\p{L}\p{N}]{1,10}$/u;

/**
 * A name that can be shown, stored and saved anywhere: one line, no slashes, nothing that turns the reading direction (`exe.fdp` shown as
 * `pdf.exe`), at most 200 characters with the extension kept. Empty when nothing of it can be read.
 */
export function cleanFileName(name: string): string {
	const readable = name
		.normalize('NFC')
		.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '')
		.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
		.replace(/[/\\]+/gu, '-')
		.toWellFormed()
		.trim();
	const characters = Array.from(readable);
	if (characters.length <= longestName) return readable;
	const [end = ''] = extension.exec(readable) ?? [];
	return (
		characters
			.slice(0, longestName - Array.from(end).length)
			.join('')
			.trimEnd() + end
	);
}

/** The name with another extension: `IMG_1.HEIC` becomes `IMG_1.jpg`. */
export function withExtension(name: string, wanted: string): string {
	const [end = ''] = extension.exec(name) ?? [];
	return cleanFileName(name.slice(0, name.length - end.length) + wanted);
}

/** The bucket takes these and no others (supabase/migrations, "attachments"). */
const keptTypes = ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'application/pdf', 'text/plain'];

/** The type a file is stored under: its own where storage takes it, plain text for other texts, else "some bytes". */
export function storedType(type: string): string {
	const [kind = ''] = type.toLowerCase().split(';');
	if (keptTypes.includes(kind)) return kind;
	return kind.startsWith('text/') ? 'text/plain' : 'application/octet-stream';
}

/** Whether a page may show it as a picture. Everything else is only ever saved: a page of ours shows nothing that could act. */
export function isPicture(type: string): boolean {
	return ['image/jpeg', 'image/png', 'image/webp', 'image/gif'].includes(type);
}

interface Size {
	width: number;
	height: number;
}

/** The same shape with its longer side at most `longest`; never larger than it was. Whole numbers, at least 1. */
export function fitInto({ width, height }: Size, longest: number): Size {
	const scale = Math.min(1, longest / Math.max(width, height));
	return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

const units = [
	{ unit: 'byte', bytes: 1, digits: 0 },
	{ unit: 'kilobyte', bytes: 1024, digits: 0 },
	{ unit: 'megabyte', bytes: 1024 * 1024, digits: 1 },
	{ unit: 'gigabyte', bytes: 1024 * 1024 * 1024, digits: 0 },
] as const;

/** `812 Byte`, `340 kB`, `3,2 MB`, `64 GB`. */
export function sizeInWords(bytes: number, language: Language): string {
	const { unit, bytes: one, digits } = units.findLast((each) => bytes >= each.bytes) ?? units[0];
	return new Intl.NumberFormat(language === 'de' ? 'de-DE' : 'en-GB', {
		style: 'unit',
		unit,
		maximumFractionDigits: digits,
	}).format(bytes / one);
}
