/** What `npm run coordinator` is asked and answers; the deciding is done by private.appoint_coordinator. */
import { parseArgs } from 'node:util';
import postgres from 'postgres';
import type { Sql } from 'postgres';
import { z } from 'zod';
import { StartError } from './backend/start-error.ts';

export interface Appointment {
	email: string;
	/** Name or slug, as typed. */
	municipality: string | undefined;
}

const usage = 'npm run coordinator -- mail@example.org --municipality=Coswig';

function readArguments(args: string[]) {
	try {
		return parseArgs({ args, allowPositionals: true, options: { municipality: { type: 'string' } } });
	} catch {
		return undefined;
	}
}

/** The words after the command. StartError with one sentence for everything that is no appointment. */
export function parseAppointment(args: string[]): Appointment {
	const parsed = readArguments(args);
	if (!parsed) throw new StartError(`Diese Angaben sind nicht verständlich; gemeint ist: ${usage}`);
	const [address, ...more] = parsed.positionals;
	if (address === undefined) throw new StartError(`Es fehlt die E-Mail-Adresse: ${usage}`);
	if (more.length > 0) {
		throw new StartError(
			`Bitte eine einzige E-Mail-Adresse nennen, Namen mit Leerzeichen in Anführungszeichen: ${usage}`,
		);
	}
	const email = z.email().max(254).safeParse(address.trim().toLowerCase());
	if (!email.success) throw new StartError(`„${address}“ ist keine E-Mail-Adresse.`);
	const municipality = parsed.values.municipality?.trim();
	if (municipality === '') throw new StartError(`Nach --municipality= fehlt der Name der Kommune: ${usage}`);
	return { email: email.data, municipality };
}

const answerSchema = z.discriminatedUnion('outcome', [
	z.object({ outcome: z.enum(['appointed', 'awaited', 'municipality_left']), municipality: z.string() }),
	z.object({
		outcome: z.enum([
			'municipality_unknown',
			'municipality_needed',
			'municipality_too_long',
			'network_empty',
		]),
	}),
]);

async function listMunicipalities(sql: Sql): Promise<string> {
	const rows = await sql<{ name: string }[]>`
		select name from public.municipalities where left_at is null order by name`;
	return rows.map((row) => row.name).join(', ');
}

/** The schema of a server that was started before this version came. */
function isTooOld(error: unknown): boolean {
	return error instanceof postgres.PostgresError && ['42883', '3F000', '42P01'].includes(error.code);
}

async function ask(sql: Sql, { email, municipality }: Appointment) {
	try {
		const [row] = await sql<{ answer: unknown }[]>`
			select private.appoint_coordinator(${email}, ${municipality ?? null}) as answer`;
		return answerSchema.parse(row?.answer);
	} catch (error) {
		if (!isTooOld(error)) throw error;
		throw new StartError(
			'Die Datenbank ist älter als dieses Rufkreis; bitte den Server neu starten, bei Supabase vorher „supabase db push“ ausführen.',
			{ cause: error },
		);
	}
}

/** Appoints, or remembers the address until it is proven; answers the sentence to print. StartError for what is missing. */
export async function appoint(sql: Sql, appointment: Appointment): Promise<string> {
	const { email } = appointment;
	const answer = await ask(sql, appointment);
	switch (answer.outcome) {
		case 'appointed':
			return `${email} gehört jetzt zur Koordination (${answer.municipality}).`;
		case 'awaited':
			return `${email} ist vorgemerkt und gehört mit der ersten Anmeldung zur Koordination (${answer.municipality}).`;
		case 'municipality_left':
			throw new StartError(
				`${answer.municipality} hat das Netz verlassen; bitte eine andere Kommune nennen.`,
			);
		case 'municipality_too_long':
			throw new StartError('Der Name der Kommune darf höchstens 80 Zeichen lang sein.');
		case 'network_empty':
			throw new StartError(`Das Netz hat noch keine Kommune; bitte die erste mit nennen: ${usage}`);
		case 'municipality_needed':
			throw new StartError(
				`Zu welcher Kommune ${email} gehört, verrät die Adresse nicht; bitte --municipality=… dazu nennen: ${await listMunicipalities(sql)}.`,
			);
		case 'municipality_unknown':
			throw new StartError(
				`Eine Kommune „${appointment.municipality ?? ''}“ gibt es im Netz nicht; es gibt: ${await listMunicipalities(sql)}.`,
			);
	}
}
