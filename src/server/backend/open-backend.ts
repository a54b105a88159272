import type { Env } from '#env';
import type { Mailer } from '#server/mail/mailer.ts';
import type { Backend } from './backend.ts';
import { openEmbedded } from './embedded.ts';
import { openHosted } from './hosted.ts';

/**
 * Opens the backend the environment asks for, database up to date. `report` gets one German line per step; `mailer` brings codes where we send them. What a
 * person can mend ends in a StartError.
 */
export function openBackend(env: Env, report: (step: string) => void, mailer: Mailer): Promise<Backend> {
	return env.mode === 'hosted' ? openHosted(env) : openEmbedded(env, report, mailer);
}
