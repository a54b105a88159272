/** What coordination does to buildings, who may choose which, and what becomes of a choice. Who may is tried in command-rights. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { account } from '#contracts/account.ts';
import { coordinationOverview } from '#contracts/coordination.ts';
import { contentsOf, refusalsOnly, send } from './acting.ts';
import type { Arguments } from './acting.ts';
import { createTestDatabase } from './harness.ts';
import type { TestDatabase } from './harness.ts';
import { buildWorld, idOf } from './world.ts';

let database: TestDatabase;
beforeEach(async () => {
	database = await createTestDatabase();
	await buildWorld(database.sql);
});
afterEach(() => database.drop());

type Command = Parameters<typeof send>[2];

async function refuses(person: string, name: Command, args: Arguments, answer: object): Promise<void> {
	const before = await contentsOf(database, refusalsOnly);
	expect(await send(database, person, name, args)).toEqual(answer);
	expect(await contentsOf(database, refusalsOnly)).toEqual(before);
}

function invalid(field: string, reason: string): object {
	return { outcome: 'invalid', field, reason };
}

/** As coordination sees them: name and address of each that can be chosen. */
async function buildingsOf(municipality: string): Promise<string[]> {
	const [row] = await database.as(
		'authenticated',
		idOf('kora'),
	)((sql) => sql<{ answer: unknown }[]>`select public.coordination_overview() as answer`);
	const overview = coordinationOverview.parse(row?.answer);
	if (overview.outcome !== 'overview') throw new Error('refused');
	const found = overview.municipalities.find(({ municipality_id }) => municipality_id === idOf(municipality));
	return found?.buildings.map(({ name, address }) => `${name} (${address})`) ?? [];
}

async function choiceOf(person: string): Promise<unknown> {
	const [row] =
		await database.sql`select building_id from public.profiles where profile_id = ${idOf(person)}`;
	return row?.building_id;
}

const profile = { display_name: 'Wer', shows_phone: true, shows_email: true };
function choose(person: string, building_id: string | null): Promise<unknown> {
	return send(database, person, 'save_profile', { ...profile, building_id });
}

const fireStation = () => ({
	building_id: randomUUID(),
	municipality_id: idOf('Riesa'),
	name: 'Feuerwehr',
	address: 'Ring 3',
});

describe('coordination', () => {
	test.each([
		[{ name: ' \u200b ' }, 'name', 'missing'],
		[{ name: 'x'.repeat(81) }, 'name', 'too_long'],
		[{ address: 'x'.repeat(101) }, 'address', 'too_long'],
		[{ name: 'rathaus' }, 'name', 'exists'],
		[{ name: ' RATHAUS\n' }, 'name', 'exists'],
	])('%j is refused for a new and for a known one, and nothing moved', async (wrong, field, reason) => {
		const answer = invalid(field, reason);
		await refuses('kora', 'add_building', { ...fireStation(), ...wrong }, answer);
		const known = { building_id: idOf('depot'), name: 'Bauhof', address: '' };
		await refuses('kora', 'change_building', { ...known, ...wrong }, answer);
	});

	test('adds none where there is no municipality, or one that has left', async () => {
		await database.sql`update public.municipalities set left_at = now() where name = 'Nossen'`;
		for (const municipality_id of [randomUUID(), idOf('Nossen'), null])
			await refuses(
				'kora',
				'add_building',
				{ ...fireStation(), municipality_id },
				invalid('municipality_id', 'unknown'),
			);
	});

	test('adds none under an id that is none, or that another one has', async () => {
		await refuses(
			'kora',
			'add_building',
			{ ...fireStation(), building_id: null },
			invalid('building_id', 'missing'),
		);
		await refuses(
			'kora',
			'add_building',
			{ ...fireStation(), building_id: idOf('school') },
			invalid('building_id', 'exists'),
		);
	});

	test('changes and removes none that is not there, or no longer', async () => {
		for (const building_id of [randomUUID(), idOf('oldTownHall'), null]) {
			await refuses(
				'kora',
				'change_building',
				{ building_id, name: 'Neu', address: '' },
				invalid('building_id', 'unknown'),
			);
			await refuses('kora', 'remove_building', { building_id }, { outcome: 'not_there' });
		}
	});

	test('adds, renames and removes, and the same name may stand in another municipality', async () => {
		const added = { ...fireStation(), name: ' Feuer\u202ewehr ', address: ' Ring\n3 ' };
		expect(await send(database, 'kora', 'add_building', added)).toEqual({ outcome: 'added' });
		expect(await buildingsOf('Riesa')).toEqual([
			'Bauhof (Am Markt 1)',
			'Feuerwehr (Ring 3)',
			'Rathaus (Am Markt 1)',
		]);
		const elsewhere = { ...fireStation(), municipality_id: idOf('Nossen'), name: 'Rathaus' };
		expect(await send(database, 'kora', 'add_building', elsewhere)).toEqual({ outcome: 'added' });
		// Only the capital letters: that is the same building, not a second one.
		const renamed = { building_id: idOf('depot'), name: 'BAUHOF', address: '' };
		expect(await send(database, 'kora', 'change_building', renamed)).toEqual({ outcome: 'saved' });
		expect(await send(database, 'kora', 'remove_building', { building_id: added.building_id })).toEqual({
			outcome: 'removed',
		});
		expect(await buildingsOf('Riesa')).toEqual(['BAUHOF ()', 'Rathaus (Am Markt 1)']);
	});

	test('two who add the same name at once: there is one', async () => {
		const answers = await Promise.all(
			['FEUERWEHR', 'Feuerwehr'].map((name) =>
				send(database, 'kora', 'add_building', { ...fireStation(), name }),
			),
		);
		expect(answers).toContainEqual({ outcome: 'added' });
		expect(answers).toContainEqual(invalid('name', 'exists'));
	});

	test('what was removed and is added again is the same one, for those who had chosen it', async () => {
		const again = { ...fireStation(), name: 'altes rathaus', address: 'Markt 2' };
		expect(await send(database, 'kora', 'add_building', again)).toEqual({ outcome: 'added' });
		expect(await buildingsOf('Riesa')).toContain('altes rathaus (Markt 2)');
		expect(await choiceOf('mona')).toBe(idOf('oldTownHall'));
		expect(
			await database.sql`select 1 from public.buildings where building_id = ${again.building_id}`,
		).toEqual([]);
	});
});

describe('a person', () => {
	test.each([
		['of another municipality', idOf('school')],
		['that was removed', idOf('oldTownHall')],
		['that is none', randomUUID()],
	])('cannot choose a building %s, and nothing moved', async (_, building_id) => {
		await refuses('olaf', 'save_profile', { ...profile, building_id }, invalid('building_id', 'unknown'));
	});

	test('who waits has no municipality, so no building to choose', async () => {
		await refuses(
			'pia',
			'save_profile',
			{ ...profile, building_id: idOf('townHall') },
			invalid('building_id', 'unknown'),
		);
	});

	test('chooses one of their municipality, keeps it while they say nothing of it, and gives it up', async () => {
		expect(await choose('olaf', idOf('depot'))).toEqual({ outcome: 'saved' });
		expect(await choiceOf('olaf')).toBe(idOf('depot'));
		await send(database, 'olaf', 'save_profile', { ...profile, display_name: 'Olaf Neu' });
		expect(await choiceOf('olaf')).toBe(idOf('depot'));
		expect(await choose('olaf', null)).toEqual({ outcome: 'saved' });
		expect(await choiceOf('olaf')).toBeNull();
	});

	test('keeps a building that was removed, also when they save it again', async () => {
		expect(await choose('mona', idOf('oldTownHall'))).toEqual({ outcome: 'saved' });
		expect(await choiceOf('mona')).toBe(idOf('oldTownHall'));
		await choose('mona', idOf('townHall'));
		await refuses(
			'mona',
			'save_profile',
			{ ...profile, building_id: idOf('oldTownHall') },
			invalid('building_id', 'unknown'),
		);
	});

	test('who sent a profile before there were buildings is answered the same when the answer was lost', async () => {
		const args = { ...profile, command_id: randomUUID(), phone: '03500 1' };
		const digest = ['Wer', true, true, '03500 1'];
		await database.sql`
			insert into private.commands (command_id, profile_id, name, arguments_digest, answer)
			values (${args.command_id}, ${idOf('olaf')}, 'save_profile',
				sha256(convert_to(${JSON.stringify(digest)}::text::jsonb::text, 'UTF8')), '{"outcome": "saved"}')`;
		await refuses('olaf', 'save_profile', args, { outcome: 'saved' });
	});
});

describe('a choice', () => {
	test('goes when the person is in another municipality', async () => {
		await database.sql`update public.profiles set municipality_id = ${idOf('Nossen')} where profile_id = ${idOf('olaf')}`;
		expect(await choiceOf('olaf')).toBeNull();
		await database.sql`
			update public.profiles set municipality_id = ${idOf('Nossen')}, building_id = ${idOf('school')} where profile_id = ${idOf('mona')}`;
		expect(await choiceOf('mona')).toBe(idOf('school'));
	});

	test('stays while the municipality is away, and goes when another one takes the person in', async () => {
		await send(database, 'kora', 'leave_municipality', { municipality_id: idOf('Riesa') });
		expect(await choiceOf('olaf')).toBe(idOf('townHall'));
		const admission = { profile_id: idOf('olaf'), municipality_id: idOf('Coswig'), specialist: false };
		expect(await send(database, 'kora', 'admit_person', admission)).toEqual({ outcome: 'admitted' });
		expect(await choiceOf('olaf')).toBeNull();
	});

	test('is never a building of another municipality, whoever writes it', async () => {
		const write = database.sql`
			update public.profiles set building_id = ${idOf('school')} where profile_id = ${idOf('olaf')}`;
		await expect(write).rejects.toMatchObject({ code: '23503' });
		const nowhere = database.sql`
			update public.profiles set building_id = ${idOf('school')} where profile_id = ${idOf('pia')}`;
		await expect(nowhere).rejects.toMatchObject({ code: '23514' });
	});

	test('is among what Rufkreis knows of the person, and gone with the account', async () => {
		const [row] = await database.as(
			'authenticated',
			idOf('olaf'),
		)((sql) => sql<{ answer: unknown }[]>`select public.my_account() as answer`);
		expect(account.parse(row?.answer).profile).toMatchObject({ building: 'Rathaus, Am Markt 1' });
		await send(database, 'olaf', 'delete_account', {});
		expect(await choiceOf('olaf')).toBeNull();
	});
});
