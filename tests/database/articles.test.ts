import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CommandName } from '#contracts/commands.ts';
import { articleArguments, contentsOf, refusalsOnly, send } from './acting.ts';
import type { Arguments } from './acting.ts';
import { createTestDatabase } from './harness.ts';
import type { TestDatabase } from './harness.ts';
import { buildWorld, idOf } from './world.ts';
import type { ArticleName, Person } from './world.ts';

let database: TestDatabase;
async function open(): Promise<void> {
	database = await createTestDatabase();
	await buildWorld(database.sql);
}
function close(): Promise<void> {
	return database.drop();
}

function rewrite(article: ArticleName, cluster = 'network'): Arguments {
	return { ...articleArguments(), article_id: idOf(article), cluster_id: idOf(cluster) };
}

async function articleOf(id: string) {
	const [row] = await database.sql`
		select cluster_id, author_id, title, summary, body, status, published_at is not null as was_published
		from public.articles where article_id = ${id}`;
	return row;
}

async function readers(id: string): Promise<Person[]> {
	const found: Person[] = [];
	for (const person of ['anna', 'ben', 'otto', 'petra', 'sven', 'kora', 'olaf', 'pia', 'lars'] as const) {
		const rows = await database.as(
			'authenticated',
			idOf(person),
		)((sql) => sql`select 1 from public.articles where article_id = ${id}`);
		if (rows.length > 0) found.push(person);
	}
	return found;
}

async function expectRefused(
	person: Person,
	name: CommandName,
	args: Arguments,
	answer: object,
): Promise<void> {
	const before = await contentsOf(database, refusalsOnly);
	expect(await send(database, person, name, args)).toEqual(answer);
	expect(await contentsOf(database, refusalsOnly)).toEqual(before);
}

const notAllowed = { outcome: 'not_allowed' };

describe('is refused, and nothing moved:', () => {
	beforeAll(open);
	afterAll(close);

	test.each([
		['a colleague who saves somebody else’s draft', 'ben', 'save_article', 'networkDraft'],
		['a topic owner of another cluster who saves a draft', 'otto', 'save_article', 'phonesDraft'],
		['an author who saves what was published', 'ben', 'save_article', 'networkGuide'],
		['an author who saves what was archived', 'ben', 'save_article', 'networkArchived'],
		['coordination that saves', 'kora', 'save_article', 'networkDraft'],
		['an author who publishes', 'anna', 'publish_article', 'networkDraft'],
		['a topic owner of another cluster who publishes', 'otto', 'publish_article', 'phonesDraft'],
		['coordination that publishes', 'kora', 'publish_article', 'networkDraft'],
		['an author who archives', 'ben', 'archive_article', 'networkGuide'],
		['a topic owner who archives a draft', 'otto', 'archive_article', 'networkDraft'],
		['coordination that archives', 'kora', 'archive_article', 'networkGuide'],
		['a colleague who deletes a draft', 'ben', 'delete_article', 'networkDraft'],
		['an author who deletes what was published', 'ben', 'delete_article', 'networkGuide'],
		['a topic owner who deletes what was published', 'otto', 'delete_article', 'networkGuide'],
		['a topic owner who deletes what was archived', 'otto', 'delete_article', 'networkArchived'],
		['an author who left', 'lars', 'delete_article', 'orphanedDraft'],
		['coordination that deletes', 'kora', 'delete_article', 'networkDraft'],
	] as const)('%s', async (_, person, name, article) => {
		const args = name === 'save_article' ? rewrite(article) : { article_id: idOf(article) };
		await expectRefused(person, name, args, notAllowed);
	});

	test.each(['publish_article', 'archive_article', 'delete_article'] as const)(
		'a topic owner whose %s names no article',
		async (name) => {
			for (const id of [null, randomUUID()])
				await expectRefused('otto', name, { article_id: id }, notAllowed);
		},
	);

	const wrong: [string, Arguments, string, string][] = [
		['no id', { article_id: null }, 'article_id', 'missing'],
		['no title', { title: null }, 'title', 'missing'],
		['a title of blanks', { title: ' \u200b\n' }, 'title', 'missing'],
		['a title of 201 characters', { title: 'ä'.repeat(201) }, 'title', 'too_long'],
		['a summary of 501 characters', { summary: 'ä'.repeat(501) }, 'summary', 'too_long'],
		['a text of 50 001 characters', { body: 'ä'.repeat(50_001) }, 'body', 'too_long'],
		['no cluster', { cluster_id: null }, 'cluster_id', 'unknown'],
		['a cluster that is none', { cluster_id: idOf('open') }, 'cluster_id', 'unknown'],
	];
	test.each(wrong)('a new draft with %s', async (_, change, field, reason) => {
		const answer = { outcome: 'invalid', field, reason };
		await expectRefused('sven', 'save_article', { ...articleArguments(), ...change }, answer);
	});

	test('a topic owner who moves what is published to where others answer for it', async () => {
		const answer = { outcome: 'invalid', field: 'cluster_id', reason: 'not_allowed' };
		await expectRefused('otto', 'save_article', rewrite('networkGuide', 'phones'), answer);
		await expectRefused('otto', 'save_article', rewrite('networkArchived', 'phones'), answer);
	});

	test('anybody but the topic owner, of a draft whose author was deleted', async () => {
		await database.sql`update public.articles set author_id = null where article_id = ${idOf('orphanedDraft')}`;
		const draft = { article_id: idOf('orphanedDraft') };
		for (const person of ['anna', 'sven', 'kora', 'olaf', 'pia'] as const) {
			await expectRefused(person, 'save_article', rewrite('orphanedDraft'), notAllowed);
			await expectRefused(person, 'delete_article', draft, notAllowed);
			await expectRefused(person, 'publish_article', draft, notAllowed);
		}
		expect(await send(database, 'otto', 'delete_article', draft)).toEqual({ outcome: 'deleted' });
	});

	test('a topic owner who is so no longer', async () => {
		await database.sql`update public.cluster_members set role = 'member' where profile_id = ${idOf('otto')}`;
		const draft = { article_id: idOf('networkDraft') };
		await expectRefused('otto', 'publish_article', draft, notAllowed);
		await expectRefused('otto', 'delete_article', draft, notAllowed);
		await expectRefused('otto', 'save_article', rewrite('networkDraft'), notAllowed);
		await expectRefused('otto', 'archive_article', { article_id: idOf('networkGuide') }, notAllowed);
		expect(await readers(idOf('networkDraft'))).toEqual(['anna', 'kora']);
	});
});

describe('a how-to', () => {
	beforeEach(open);
	afterEach(close);

	test('is a draft of its author, changed by them and the topic owner, and read by nobody else', async () => {
		const args = articleArguments();
		const id = args.article_id;
		expect(
			await send(database, 'sven', 'save_article', {
				...args,
				title: ' WLAN\nneu  ',
				body: '\n1. Aus.\n2. An.\n',
			}),
		).toEqual({
			outcome: 'saved',
		});
		const draft = {
			cluster_id: idOf('network'),
			author_id: idOf('sven'),
			status: 'draft',
			was_published: false,
		};
		expect(await articleOf(id)).toMatchObject({
			...draft,
			title: 'WLAN neu',
			summary: 'In drei Schritten',
			body: '1. Aus.\n2. An.',
		});
		expect(await readers(id)).toEqual(['otto', 'sven', 'kora']);
		await send(database, 'sven', 'save_article', { ...args, title: 'Zweite' });
		expect(await articleOf(id)).toMatchObject({ ...draft, title: 'Zweite' });
		await send(database, 'otto', 'save_article', { ...args, title: 'Dritte' });
		expect(await articleOf(id)).toMatchObject({ ...draft, title: 'Dritte' });
	});

	test('is taken at the bounds of what a text may be', async () => {
		const args = {
			...articleArguments(),
			title: '🖨'.repeat(200),
			summary: 'ä'.repeat(500),
			body: '🖨'.repeat(50_000),
		};
		expect(await send(database, 'anna', 'save_article', args)).toEqual({ outcome: 'saved' });
		expect(await articleOf(args.article_id)).toMatchObject({ title: args.title, body: args.body });
	});

	test('goes its way: published, improved, archived, published again', async () => {
		const id = idOf('networkDraft');
		const everybody = ['anna', 'ben', 'otto', 'petra', 'sven', 'kora', 'olaf'];
		const says = (name: CommandName) => send(database, 'otto', name, { article_id: id });
		expect(await says('publish_article')).toEqual({ outcome: 'published' });
		expect(await readers(id)).toEqual(everybody);
		expect(await says('publish_article')).toEqual({ outcome: 'already_published' });
		expect(await send(database, 'otto', 'save_article', rewrite('networkDraft'))).toEqual({
			outcome: 'saved',
		});
		expect(await articleOf(id)).toMatchObject({
			status: 'published',
			title: 'WLAN neu verbinden',
			author_id: idOf('anna'),
		});
		expect(await says('archive_article')).toEqual({ outcome: 'archived' });
		expect(await readers(id)).toEqual(['anna', 'otto', 'kora']);
		expect(await says('archive_article')).toEqual({ outcome: 'archived' });
		expect(await says('publish_article')).toEqual({ outcome: 'published' });
		expect(await readers(id)).toEqual(everybody);
	});

	test('that was never published can be deleted, by its author or its topic owner, and leaves a stone', async () => {
		expect(await send(database, 'anna', 'delete_article', { article_id: idOf('networkDraft') })).toEqual({
			outcome: 'deleted',
		});
		expect(await send(database, 'otto', 'delete_article', { article_id: idOf('orphanedDraft') })).toEqual({
			outcome: 'deleted',
		});
		for (const article of ['networkDraft', 'orphanedDraft'])
			expect(await articleOf(idOf(article))).toBeUndefined();
		const stones = await database.sql`select 1 from private.tombstones where table_name = 'articles'`;
		expect(stones).toHaveLength(2);
	});

	test('moves: a draft with its author anywhere, a published one where its owner answers for it', async () => {
		await send(database, 'anna', 'save_article', rewrite('networkDraft', 'phones'));
		expect(await articleOf(idOf('networkDraft'))).toMatchObject({ cluster_id: idOf('phones') });
		expect(await readers(idOf('networkDraft'))).toEqual(['anna', 'kora']);
		await database.sql`
			insert into public.cluster_members (cluster_id, profile_id, role) values (${idOf('phones')}, ${idOf('otto')}, 'owner')`;
		expect(await send(database, 'otto', 'save_article', rewrite('networkGuide', 'phones'))).toEqual({
			outcome: 'saved',
		});
		expect(await articleOf(idOf('networkGuide'))).toMatchObject({
			cluster_id: idOf('phones'),
			status: 'published',
		});
		expect(await readers(idOf('networkDraft'))).toEqual(['anna', 'otto', 'kora']);
	});

	test('whose id somebody else took at the same moment is refused', async () => {
		const args = articleArguments();
		const holder = await database.sql.reserve();
		await holder`begin`;
		await holder`
			insert into public.articles (article_id, cluster_id, author_id, title)
			values (${args.article_id}, ${idOf('phones')}, ${idOf('petra')}, 'Zuerst')`;
		const waiting = send(database, 'anna', 'save_article', args);
		await expect
			.poll(async () => {
				const rows = await database.sql`
					select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
				return rows.length;
			})
			.toBe(1);
		await holder`commit`;
		holder.release();
		expect(await waiting).toEqual({ outcome: 'invalid', field: 'article_id', reason: 'exists' });
		expect(await articleOf(args.article_id)).toMatchObject({ title: 'Zuerst', author_id: idOf('petra') });
	});
});
