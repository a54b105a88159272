/** `npm run backup [-- folder or file]`: everything of an embedded installation in one file, also while it runs. */
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { readDatabasePlace } from '#env';
import { StartError } from './backend/start-error.ts';
import { makeCopy } from './copies/make-copy.ts';
import { countWords, momentWords, secondsWords, sizeWords } from './copies/words.ts';
import { orOneSentence } from './or-one-sentence.ts';
import { report } from './report.ts';
import { readVersion } from './version.ts';

/** Not in the data folder: what it shall survive is the loss of that. */
const usualFolder = resolve(import.meta.dirname, '..', '..', 'backups');

async function main(): Promise<void> {
	const found = readDatabasePlace();
	if (found.outcome === 'wrong') throw new StartError(found.sentence);
	if (found.place.in === 'project') {
		throw new StartError(
			'Mit Supabase liegen die Daten dort und werden dort gesichert; npm run backup sichert nur den eingebetteten Betrieb.',
		);
	}
	const [target = usualFolder] = process.argv.slice(2);
	if (target === usualFolder) mkdirSync(usualFolder, { recursive: true, mode: 0o700 });
	const began = performance.now();
	const now = new Date();
	const made = await makeCopy({
		dataDir: found.place.env.dataDir,
		target,
		version: readVersion(),
		now,
		report,
	});
	const { accounts, requests, files } = made.about;
	const held = [
		countWords(accounts, 'Konto', 'Konten'),
		countWords(requests, 'Anfrage', 'Anfragen'),
		countWords(files, 'Datei', 'Dateien'),
	].join(', ');
	report(
		`Gesichert in ${secondsWords(performance.now() - began)}: ${made.path} (${sizeWords(made.bytes)}, Stand ${momentWords(now)}; ${held}).`,
	);
	if (made.missing > 0) {
		report(
			`${countWords(made.missing, 'Datei fehlte', 'Dateien fehlten')} schon vorher auf dem Datenträger.`,
		);
	}
}

await orOneSentence(main);
