import { expect, test } from 'vitest';
import { makeSheet, type SheetRows } from './contact-sheet.svelte.ts';

const riesa = '11111111-1111-4111-8111-111111111111';
const coswig = '22222222-2222-4222-8222-222222222222';
const idOf = (number: number): string => `00000000-0000-4000-8000-00000000000${String(number)}`;

function person(
	number: number,
	facts: Partial<SheetRows['profiles'][number]>,
): SheetRows['profiles'][number] {
	return {
		profile_id: idOf(number),
		display_name: `Person ${String(number)}`,
		municipality_id: riesa,
		building_id: null,
		status: 'active',
		language: 'de',
		...facts,
	};
}

test('colleagues of the place who show something of themselves, and its buildings in use; nobody of the case', () => {
	const profiles = [
		person(1, { display_name: 'Zoe' }),
		person(2, { display_name: 'Ägidius' }),
		person(3, { municipality_id: coswig }),
		person(4, { status: 'left' }),
		person(5, { status: 'pending' }),
		person(6, { display_name: '' }),
		person(7, {}),
		person(8, {}),
		person(9, {}),
	];
	const isNoSpecialist = idOf(7);
	const showsNothing = idOf(8);
	const asked = idOf(9);
	const rows: SheetRows = {
		profiles,
		roles: profiles.map(({ profile_id }) => ({
			role_id: profile_id,
			profile_id,
			role: profile_id === isNoSpecialist ? 'office' : 'specialist',
		})),
		contacts: profiles.map(({ profile_id }) => ({
			profile_id,
			phone: profile_id === showsNothing ? '' : '03525 1',
			email: '',
		})),
		buildings: [
			{ building_id: idOf(1), municipality_id: riesa, name: 'Rathaus', address: 'Markt 1', removed_at: null },
			{ building_id: idOf(2), municipality_id: riesa, name: 'Bauhof', address: '', removed_at: null },
			{ building_id: idOf(3), municipality_id: riesa, name: 'Alt', address: '', removed_at: '2026-01-01' },
			{ building_id: idOf(4), municipality_id: coswig, name: 'Schule', address: '', removed_at: null },
		],
	};
	expect(makeSheet(rows, riesa, [asked])).toEqual({
		buildings: [
			{ name: 'Bauhof', address: '' },
			{ name: 'Rathaus', address: 'Markt 1' },
		],
		people: [
			{ name: 'Ägidius', phone: '03525 1', email: '' },
			{ name: 'Zoe', phone: '03525 1', email: '' },
		],
	});
});
