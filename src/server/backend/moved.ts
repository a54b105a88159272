/** The mark of an installation that lives elsewhere by now: two of it would each know half of what happened. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartError } from './start-error.ts';

function markOf(dataDir: string): string {
	return join(dataDir, 'moved.json');
}

export function markMoved(dataDir: string, at: Date): void {
	writeFileSync(markOf(dataDir), `${JSON.stringify({ at: at.toISOString() })}\n`, { mode: 0o600 });
}

/** StartError when this folder has been moved away from. */
export function refuseMoved(dataDir: string): void {
	if (!existsSync(markOf(dataDir))) return;
	throw new StartError(
		`${dataDir} ist zu Supabase umgezogen und startet nicht mehr; wer den Umzug zurücknimmt, löscht ${markOf(dataDir)}.`,
	);
}
