/** `npm run coordinator -- mail@example.org [--municipality=…]`: who is coordinator is said at the machine, while the server runs or not. */
import { readDatabasePlace } from '#env';
import { appoint, parseAppointment } from './appoint.ts';
import { openDatabase } from './backend/open-database.ts';
import { StartError } from './backend/start-error.ts';
import { report, reportFailure } from './report.ts';

async function main(): Promise<void> {
	const appointment = parseAppointment(process.argv.slice(2));
	const found = readDatabasePlace();
	if (found.outcome === 'wrong') throw new StartError(found.sentence);
	const database = await openDatabase(found.place);
	try {
		report(await appoint(database.sql, appointment));
	} finally {
		await database.close();
	}
}

try {
	await main();
} catch (error) {
	if (!(error instanceof StartError)) throw error;
	reportFailure(error.message);
	process.exitCode = 1;
}
