import type { Row } from '#contracts/rows.ts';
import type { ContactSheet } from '#contracts/trip-pack.ts';
import type { LocalDatabase } from '#local/database.ts';
import { sayBuilding } from '#domain/building.ts';
import { Live } from '#state/live.svelte.ts';
import { collect, lookup } from '#state/lookup.ts';

export interface SheetRows {
	buildings: Row<'buildings'>[];
	profiles: Row<'profiles'>[];
	roles: Row<'roles'>[];
	contacts: Row<'profile_contacts'>[];
}

/** The contact sheet of a municipality from what this device holds: chosen as the trip pack of the server is, without the people of the case. Pure. */
export function makeSheet(rows: SheetRows, municipalityId: string, except: readonly string[]): ContactSheet {
	const specialists = collect(
		rows.roles.filter(({ role }) => role === 'specialist').map((row) => row.profile_id),
	);
	const contacts = lookup(rows.contacts, (row) => row.profile_id);
	const people = rows.profiles
		.filter(
			({ profile_id, municipality_id, status, display_name }) =>
				municipality_id === municipalityId &&
				status === 'active' &&
				display_name !== '' &&
				specialists.has(profile_id) &&
				!except.includes(profile_id),
		)
		.map(({ profile_id, display_name }) => {
			const { phone, email } = contacts.get(profile_id) ?? { phone: '', email: '' };
			return { name: display_name, phone, email };
		})
		.filter(({ phone, email }) => phone !== '' || email !== '');
	const buildings = rows.buildings
		.filter(({ municipality_id, removed_at }) => municipality_id === municipalityId && removed_at === null)
		.map(({ name, address }) => ({ name, address }));
	return { buildings: buildings.toSorted(byName), people: people.toSorted(byName) };
}

function byName(a: { name: string }, b: { name: string }): number {
	return a.name.localeCompare(b.name, 'de');
}

/** The contact sheet of one request, as the database has it. */
export class DeviceSheet {
	#rows: Live<SheetRows>;

	constructor(database: LocalDatabase) {
		this.#rows = new Live(database, async () => {
			const [buildings, profiles, roles, contacts] = await Promise.all([
				database.buildings.toArray(),
				database.profiles.toArray(),
				database.roles.toArray(),
				database.profile_contacts.toArray(),
			]);
			return { buildings, profiles, roles, contacts };
		});
	}

	/** Undefined while the device is read. */
	of(municipalityId: string, except: readonly string[]): ContactSheet | undefined {
		const rows = this.#rows.current;
		return rows && makeSheet(rows, municipalityId, except);
	}

	/** Where a person sits, in one line; empty when they have not said. */
	buildingOf(profileId: string): string {
		const rows = this.#rows.current;
		const id = rows?.profiles.find((row) => row.profile_id === profileId)?.building_id;
		const building = rows?.buildings.find(({ building_id }) => building_id === id);
		return building === undefined ? '' : sayBuilding(building);
	}
}
