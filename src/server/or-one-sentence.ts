/** How our programs end when something is wrong. */
import { StartError } from './backend/start-error.ts';
import { reportFailure } from './report.ts';

/** Runs a program; what a person can mend ends in its one sentence and exit code 1. Bugs throw. */
export async function orOneSentence(program: () => Promise<void>): Promise<void> {
	try {
		await program();
	} catch (error) {
		if (!(error instanceof StartError)) throw error;
		reportFailure(error.message);
		process.exit(1);
	}
}
