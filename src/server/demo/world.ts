/**
 * The demo world: invented people and requests that make an empty installation tryable. A data directory is a demo or it is not,
 * for good: demo accounts have a public password, so they must never stand beside real people.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Sql } from 'postgres';
import { migrationsFolder } from '#server/backend/migrate.ts';
import { StartError } from '#server/backend/start-error.ts';

/** Loads supabase/seed.sql into an empty database when `demo` is asked for. Throws StartError when the database is of the other kind. */
export async function prepareDemoWorld(sql: Sql, demo: boolean): Promise<'loaded' | 'present' | 'off'> {
	const wanted = demo ? '1' : '0';
	return sql.begin(async (transaction) => {
		const inserted = await transaction`
			insert into private.settings (key, value) values ('demo', ${wanted}) on conflict (key) do nothing returning key`;
		if (inserted.length === 0) {
			const [found] = await transaction<
				{ value: string }[]
			>`select value from private.settings where key = 'demo'`;
			if (found?.value !== wanted) {
				throw new StartError(
					demo
						? 'In diesem Datenordner liegt eine echte Installation; bitte DEMO=0 setzen oder mit DATA_DIR einen anderen Ordner wählen.'
						: 'In der Datenbank liegen Demo-Daten mit öffentlichem Passwort; bitte mit DATA_DIR einen neuen Ordner wählen, bei Supabase ein neues Projekt.',
				);
			}
			return demo ? 'present' : 'off';
		}
		if (!demo) return 'off';
		await transaction.unsafe(readFileSync(join(dirname(migrationsFolder()), 'seed.sql'), 'utf8')).simple();
		return 'loaded';
	});
}
