/** `npm run restore -- file`: an installation from a backup, in an empty data folder. */
import { resolve } from 'node:path';
import { readDatabasePlace } from '#env';
import { StartError } from './backend/start-error.ts';
import { putBack } from './copies/put-back.ts';
import { countWords, momentWords, secondsWords } from './copies/words.ts';
import { orOneSentence } from './or-one-sentence.ts';
import { report } from './report.ts';

async function main(): Promise<void> {
	const found = readDatabasePlace();
	if (found.outcome === 'wrong') throw new StartError(found.sentence);
	if (found.place.in === 'project') {
		throw new StartError(
			'Mit Supabase wird dort wiederhergestellt; npm run restore gibt es nur im eingebetteten Betrieb.',
		);
	}
	const [path] = process.argv.slice(2);
	if (path === undefined) {
		throw new StartError(
			'Bitte die Datei der Sicherung nennen: npm run restore -- backups/rufkreis-….tar.gz',
		);
	}
	const began = performance.now();
	const about = await putBack({ path: resolve(path), dataDir: found.place.env.dataDir, report });
	const held = [
		countWords(about.accounts, 'Konto', 'Konten'),
		countWords(about.requests, 'Anfrage', 'Anfragen'),
		countWords(about.files, 'Datei', 'Dateien'),
	].join(', ');
	report(
		`Wiederhergestellt in ${secondsWords(performance.now() - began)}, Stand ${momentWords(new Date(about.madeAt))}: ${held}. Jetzt „npm start“; die Geräte gleichen sich von selbst ab.`,
	);
}

await orOneSentence(main);
