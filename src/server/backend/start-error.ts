/**
 * A start that cannot go on, for a reason the person at the console can do something about. `message` is one
 * complete German sentence; whoever catches it prints that sentence and nothing else.
 */
export class StartError extends Error {
	override name = 'StartError';
}

/** The error code of a failed system call (`ENOENT`, `EACCES`, …) or undefined. */
export function errorCode(error: unknown): string | undefined {
	if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
	return typeof error.code === 'string' ? error.code : undefined;
}

/** Turns a failed file operation into the sentence that says which folder and what to do; other errors pass. */
export function explainFileError(error: unknown, path: string): unknown {
	switch (errorCode(error) ?? '') {
		case 'EACCES':
		case 'EPERM':
			return new StartError(
				`Auf ${path} darf dieses Benutzerkonto nicht schreiben; bitte die Rechte ändern oder mit DATA_DIR=… einen anderen Ordner nennen.`,
				{ cause: error },
			);
		case 'ENOSPC':
		case 'EDQUOT':
		case 'EFBIG':
			return new StartError(`Der Datenträger von ${path} ist voll; bitte Platz schaffen und neu starten.`, {
				cause: error,
			});
		case 'EROFS':
			return new StartError(
				`${path} liegt auf einem schreibgeschützten Datenträger; bitte mit DATA_DIR=… einen anderen Ordner nennen.`,
				{ cause: error },
			);
		case 'ENOTDIR':
		case 'EEXIST':
			return new StartError(`${path} ist kein Ordner; bitte mit DATA_DIR=… einen anderen nennen.`, {
				cause: error,
			});
		default:
			return error;
	}
}
