import type { Row } from '#contracts/rows.ts';
import type { LocalDatabase } from '#local/database.ts';
import type { Directory } from '#state/directory.svelte.ts';
import { Live } from '#state/live.svelte.ts';

/** Everybody who is in the network, with what they may do, as coordination sees them. */
export class People {
	#directory: Directory;
	#rows: Live<{ profiles: Row<'profiles'>[]; roles: Row<'roles'>[] }>;

	constructor(database: LocalDatabase, directory: Directory) {
		this.#directory = directory;
		this.#rows = new Live(database, async () => {
			const [profiles, roles] = await Promise.all([database.profiles.toArray(), database.roles.toArray()]);
			return { profiles, roles };
		});
	}

	/** By name. */
	readonly all = $derived.by(() => {
		const { profiles = [], roles = [] } = this.#rows.current ?? {};
		return profiles
			.filter(({ status }) => status === 'active')
			.map(({ profile_id, display_name, municipality_id }) => ({
				profile_id,
				name: display_name,
				municipality: this.#directory.municipalityName(municipality_id),
				roles: roles.filter((row) => row.profile_id === profile_id).map((row) => row.role),
			}))
			.toSorted((a, b) => a.name.localeCompare(b.name, 'de'));
	});
}
