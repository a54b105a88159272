/** `npm run move -- postgres://…`: from an embedded pilot to an empty hosted project. */
import { readMove } from '#env';
import { StartError } from './backend/start-error.ts';
import { move } from './copies/move.ts';
import { countWords } from './copies/words.ts';
import { orOneSentence } from './or-one-sentence.ts';
import { report } from './report.ts';

async function main(): Promise<void> {
	const found = readMove(process.argv[2]);
	if (found.outcome === 'wrong') throw new StartError(found.sentence);
	const moved = await move({ ...found.move, now: new Date(), report });
	const held = [
		countWords(moved.accounts, 'Konto', 'Konten'),
		countWords(moved.requests, 'Anfrage', 'Anfragen'),
		countWords(moved.devices, 'Gerät', 'Geräte'),
		countWords(moved.files, 'Datei', 'Dateien'),
	].join(', ');
	report(`Umgezogen: ${held}.`);
	report(`Die Umgebung der neuen Installation steht in ${moved.envFile}; bitte die leeren Zeilen ergänzen.`);
	report(
		'ORIGIN muss die bisherige Adresse bleiben und die VAPID-Schlüssel dieselben, sonst klingelt kein Telefon mehr.',
	);
	report('Alle melden sich einmal neu mit Code an; die Geräte gleichen sich von selbst ab.');
}

await orOneSentence(main);
