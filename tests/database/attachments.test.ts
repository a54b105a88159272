import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contentsOf, fileArguments, refusalsOnly, send, tryOut } from './acting.ts';
import type { Arguments } from './acting.ts';
import { createTestDatabase } from './harness.ts';
import type { TestDatabase } from './harness.ts';
import { visible } from './visibility.ts';
import { buildWorld, idOf, pathOf, personNames, photoId, requestNames } from './world.ts';
import type { Person } from './world.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase();
	await buildWorld(database.sql);
});
afterAll(() => database.drop());

/** The bytes have arrived at this path. */
function arrive(path: string, bucket = 'attachments'): PromiseLike<unknown> {
	return database.sql`insert into storage.objects (bucket_id, name) values (${bucket}, ${path})`;
}

/** A file whose bytes have arrived. */
async function arrived(request: string): Promise<Arguments> {
	const args = fileArguments(request);
	await arrive(`${args.request_id}/${args.attachment_id}`);
	return args;
}

describe('a file', () => {
	test('is of the case once its bytes have arrived', async () => {
		const args = fileArguments('open');
		const before = await contentsOf(database, refusalsOnly);
		const missing = { outcome: 'missing_upload' };
		expect(await send(database, 'olaf', 'attach_file', args)).toEqual(missing);
		expect(await contentsOf(database, refusalsOnly)).toEqual(before);
		await arrive(`${args.request_id}/${args.attachment_id}`);
		expect(await send(database, 'olaf', 'attach_file', { ...args, name: '  Foto\nvom Fehler ' })).toEqual({
			outcome: 'attached',
		});
		const rows = await database.sql`
			select request_id, uploader_id, name, content_type, bytes from public.attachments where attachment_id = ${args.attachment_id}`;
		expect(rows).toEqual([
			{
				request_id: idOf('open'),
				uploader_id: idOf('olaf'),
				name: 'Foto vom Fehler',
				content_type: 'image/jpeg',
				bytes: 1000,
			},
		]);
	});

	test('is not of the case when its bytes lie elsewhere', async () => {
		const args = fileArguments('open');
		await database.sql`insert into storage.buckets (id, name) values ('photos', 'photos')`;
		await arrive(`${args.request_id}/${args.attachment_id}`, 'photos');
		await arrive(`${idOf('waiting')}/${args.attachment_id}`);
		await arrive(`${args.request_id}/${args.attachment_id}/1`);
		const before = await contentsOf(database, refusalsOnly);
		expect(await send(database, 'olaf', 'attach_file', args)).toEqual({ outcome: 'missing_upload' });
		expect(await contentsOf(database, refusalsOnly)).toEqual(before);
	});

	const wrong: [string, Arguments, string, string][] = [
		['no id', { attachment_id: null }, 'attachment_id', 'missing'],
		['an id that is used up', { attachment_id: photoId('open') }, 'attachment_id', 'exists'],
		['an id of another case', { attachment_id: photoId('waiting') }, 'attachment_id', 'exists'],
		['no name', { name: null }, 'name', 'missing'],
		['a name of blanks', { name: ' \u200b\n' }, 'name', 'missing'],
		['a name of 201 characters', { name: 'ä'.repeat(201) }, 'name', 'too_long'],
		['no kind', { content_type: '' }, 'content_type', 'unknown'],
		['a kind of 101 characters', { content_type: 'x'.repeat(101) }, 'content_type', 'unknown'],
		['no size', { bytes: null }, 'bytes', 'missing'],
		['no bytes', { bytes: 0 }, 'bytes', 'missing'],
		['less than no bytes', { bytes: -1 }, 'bytes', 'missing'],
		['10 MB and one byte', { bytes: 10_485_761 }, 'bytes', 'too_long'],
	];
	test.each(wrong)('with %s is refused, and nothing moved', async (_, change, field, reason) => {
		const args = await arrived('open');
		const before = await contentsOf(database, refusalsOnly);
		expect(await send(database, 'olaf', 'attach_file', { ...args, ...change })).toEqual({
			outcome: 'invalid',
			field,
			reason,
		});
		expect(await contentsOf(database, refusalsOnly)).toEqual(before);
	});

	test.each([
		{ bytes: 1 },
		{ bytes: 10_485_760 },
		{ name: 'ä'.repeat(200) },
		{ content_type: 'x'.repeat(100) },
	])('at the bounds is taken (%o)', async (change) => {
		const args = { ...(await arrived('open')), ...change };
		expect(await tryOut(database, 'olaf', 'attach_file', args)).toEqual({ outcome: 'attached' });
	});

	test.each([null, randomUUID()])(
		'of a case that is none (%s) is refused, and nothing moved',
		async (request) => {
			const before = await contentsOf(database, refusalsOnly);
			const args = { ...fileArguments('open'), request_id: request };
			expect(await send(database, 'kora', 'attach_file', args)).toEqual({ outcome: 'not_allowed' });
			expect(await contentsOf(database, refusalsOnly)).toEqual(before);
		},
	);

	test('is the 50th of a case at most, also when several arrive at once', async () => {
		await database.sql`
			insert into public.attachments (attachment_id, request_id, name, content_type, bytes)
			select gen_random_uuid(), ${idOf('inProgress')}, 'Foto', 'image/png', 1 from generate_series(1, 47)`;
		const files = await Promise.all([1, 2, 3, 4].map(() => arrived('inProgress')));
		const answers = await Promise.all(files.map((args) => send(database, 'ben', 'attach_file', args)));
		const words = answers.map((answer) => (answer as { outcome: string }).outcome); // parsed by send
		expect(words.sort()).toEqual(['attached', 'attached', 'too_many', 'too_many']);
		await database.sql`delete from public.attachments where request_id = ${idOf('inProgress')} and name <> 'Foto zu inProgress.jpg'`;
	});
});

test.each(personNames)('%s adds files to exactly the cases whose text they read', async (person) => {
	const may: string[] = [];
	const before = await contentsOf(database);
	for (const request of requestNames) {
		const args = { ...fileArguments(request), attachment_id: idOf(`new file of ${request}`) };
		const path = `${args.request_id}/${args.attachment_id}`;
		await arrive(path);
		const answer = (await tryOut(database, person, 'attach_file', args)) as { outcome: string }; // parsed by tryOut
		await database.sql`delete from storage.objects where name = ${path}`;
		if (answer.outcome === 'attached') may.push(request);
		else expect(answer).toEqual({ outcome: 'not_allowed' });
	}
	expect(may.sort()).toEqual([...(visible.request_details?.reads[person] ?? [])].sort());
	expect(await contentsOf(database)).toEqual(before);
});

describe('stored bytes', () => {
	const paths = new Map(requestNames.map((name) => [pathOf(name), name]));

	async function put(person: Person | undefined, path: string, bucket = 'attachments'): Promise<void> {
		await database.as(
			'authenticated',
			person && idOf(person),
		)(async (sql) => {
			await sql`insert into storage.objects (bucket_id, name) values (${bucket}, ${path})`;
			await sql`select 1 / 0`;
		});
	}
	/** 22012: it was let in, and taken back. */
	const letIn = { code: '22012' };
	const refused = { code: '42501' };

	test.each(personNames)('are seen and added by %s exactly with the text of the case', async (person) => {
		const reads = [...(visible.request_details?.reads[person] ?? [])].sort();
		const seen = await database.as(
			'authenticated',
			idOf(person),
		)((sql) => sql<{ name: string }[]>`select name from storage.objects where bucket_id = 'attachments'`);
		const cases = seen.map(({ name }) => paths.get(name)).filter((name) => name !== undefined);
		expect(cases.sort()).toEqual(reads);
		for (const request of requestNames) {
			const attempt = put(person, `${idOf(request)}/${randomUUID()}`);
			await expect(attempt, request).rejects.toMatchObject(reads.includes(request) ? letIn : refused);
		}
	});

	test.each([
		['', 'of nothing'],
		['/', 'of blanks'],
		[idOf('open'), 'of the case alone'],
		[`${idOf('open')}/`, 'with an empty end'],
		[`${idOf('open')}/foto.jpg`, 'in words'],
		[`${idOf('open')}/${idOf('x')}/1`, 'with a third part'],
		[`${idOf('open')}/${idOf('x')}.jpg`, 'with an ending'],
		[`${idOf('open')}/${idOf('x').toUpperCase()}`, 'in capitals'],
		[`${idOf('open')}/${'-'.repeat(36)}`, 'of lines'],
		[`/${idOf('open')}/${idOf('x')}`, 'with an empty beginning'],
		[`${idOf('open')}\n/${idOf('x')}`, 'over two lines'],
		[`${idOf('waiting')}/../${idOf('open')}`, 'that climbs'],
		[`${idOf('phonesOpen')}/${idOf('x')}`, 'of somebody else’s case'],
		[`${idOf('nothing')}/${idOf('x')}`, 'of no case'],
	])('under a name (%j) %s are refused, and nothing moved', async (path) => {
		const before = await contentsOf(database);
		await expect(put('olaf', path)).rejects.toMatchObject(refused);
		expect(await contentsOf(database)).toEqual(before);
	});

	test('in another bucket, of a token without a person and of strangers are refused', async () => {
		const before = await contentsOf(database);
		const path = `${idOf('open')}/${idOf('x')}`;
		await expect(put('olaf', path, 'photos')).rejects.toMatchObject(refused);
		await expect(put(undefined, path)).rejects.toMatchObject(refused);
		const strange = database.as('anon');
		await expect(
			strange((sql) => sql`insert into storage.objects (bucket_id, name) values ('attachments', ${path})`),
		).rejects.toMatchObject(refused);
		expect(await strange((sql) => sql`select name from storage.objects`)).toEqual([]);
		expect(await contentsOf(database)).toEqual(before);
	});

	test.each(['olaf', 'anna', 'kora'] as const)(
		'are not replaced, renamed or deleted by %s',
		async (person) => {
			const before = await contentsOf(database);
			const actor = database.as('authenticated', idOf(person));
			for (const work of [
				`update storage.objects set name = name || '1'`,
				`update storage.objects set metadata = '{}'`,
				`delete from storage.objects`,
			]) {
				const result = await actor((sql) => sql.unsafe(work));
				expect(result.count, work).toBe(0);
			}
			await expect(
				actor(
					(sql) => sql`
					insert into storage.objects (bucket_id, name) values ('attachments', ${pathOf('open')})
					on conflict (bucket_id, name) do update set metadata = '{}'`,
				),
			).rejects.toMatchObject(refused);
			expect(await contentsOf(database)).toEqual(before);
		},
	);

	test('of a case that was deleted are nobody’s to see any more', async () => {
		await database.sql`delete from public.requests where request_id = ${idOf('cancelled')}`;
		for (const person of ['olaf', 'kora'] as const) {
			const seen = await database.as(
				'authenticated',
				idOf(person),
			)((sql) => sql`select name from storage.objects where name = ${pathOf('cancelled')}`);
			expect(seen).toEqual([]);
		}
	});

	test('are taken by the bucket up to 10 MB, and are not public', async () => {
		const rows =
			await database.sql`select id, public, file_size_limit::int from storage.buckets where id = 'attachments'`;
		expect(rows).toEqual([{ id: 'attachments', public: false, file_size_limit: 10_485_760 }]);
	});
});
