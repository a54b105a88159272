import type { Env } from '#env';
import type { Backend } from './backend.ts';
import { openEmbedded } from './embedded.ts';
import { openHosted } from './hosted.ts';

/**
 * Opens the backend the environment asks for, database up to date. `report` gets one German line per step. What a
 * person can mend ends in a StartError.
 */
export function openBackend(env: Env, report: (step: string) => void): Promise<Backend> {
	return env.mode === 'hosted' ? openHosted(env) : openEmbedded(env, report);
}
