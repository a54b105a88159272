/** The mark of a restore that is under way. While it is there, nothing in the data folder counts. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { StartError } from './start-error.ts';

/** Everything grows in here and moves up at the end; the folder itself goes last. */
export function restoringFolder(dataDir: string): string {
	return join(dataDir, 'restore.new');
}

/** A server that started on half a restore would make a new, empty installation of it. StartError then. */
export function refuseHalfRestored(dataDir: string): void {
	if (!existsSync(restoringFolder(dataDir))) return;
	throw new StartError(
		`In ${dataDir} ist eine Wiederherstellung nicht zu Ende gekommen; bitte „npm run restore“ noch einmal ausführen.`,
	);
}
