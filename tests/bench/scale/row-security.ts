/** What the policies cost: the same query, the same rows, the same claims, as the person and as the owner of the tables, turn by turn. */
import type { Sql } from 'postgres';
import { z } from 'zod';
import { judged, milliseconds, percentile, times, told } from '../table.ts';
import type { Line } from '../table.ts';
import { actAs } from './acting.ts';
import type { Standing } from './acting.ts';
import { changeRequests, lastCursor, pullAll, pullers, pullPage } from './pulling.ts';
import { planReads } from './reads.ts';
import type { County } from './with-county.ts';

const rounds = 60;
/** A connection plans a statement anew in its first five executions. */
const warmUps = 6;
const most = 1.5;
const answer = z.record(z.string(), z.unknown());

interface Answer {
	/** Milliseconds. */
	took: number;
	/** JSON. */
	text: string;
}

/** How long the rows are: of a page without what is around them, which says when it was asked. */
function sizeOfRows(text: string): number {
	const { rows, ...columns } = answer.parse(JSON.parse(text));
	return JSON.stringify(rows ?? columns).length;
}

/** Of each standing the median of all rounds; throws when they were not given the same. */
async function compare(
	what: string,
	ask: (standing: Standing) => Promise<Answer>,
	isHot = true,
): Promise<Line> {
	const waits = { owner: [] as number[], authenticated: [] as number[] };
	for (let round = -warmUps; round < rounds; round += 1) {
		const [owner, person] = [await ask('owner'), await ask('authenticated')];
		if (round === -warmUps && sizeOfRows(owner.text) !== sizeOfRows(person.text))
			throw new Error(`${what}: not the same rows`);
		if (round < 0) continue;
		waits.owner.push(owner.took);
		waits.authenticated.push(person.took);
	}
	const [without, withPolicies] = [percentile(waits.owner, 0.5), percentile(waits.authenticated, 0.5)];
	const words = `${what} (${milliseconds(without)} → ${milliseconds(withPolicies)})`;
	const ratio = withPolicies / without;
	return isHot ? judged(words, ratio, most, times) : told(words, times(ratio));
}

export async function measureRowSecurity({ sql, connect }: County): Promise<Line[]> {
	const phones: Record<Standing, Sql> = { owner: connect(), authenticated: connect() };
	const [[, coordinator], [, specialist]] = pullers;
	const lines: Line[] = [];

	// Whoever sees everything pulls what the owner would: but for the devices of others, which come before the requests.
	const walk = await pullAll(phones.authenticated, coordinator);
	const ofCases = walk.find(({ text }) => text.includes('"replaced": [["requests"'));
	const place = walk[walk.indexOf(ofCases ?? fail()) - 1]?.cursor;
	lines.push(
		await compare('pull: a page of 400 cases', (as) => pullPage(phones[as], coordinator, place, as)),
	);
	const cursor = await lastCursor(phones.authenticated, coordinator);
	lines.push(await compare('pull: nothing new', (as) => pullPage(phones[as], coordinator, cursor, as)));
	await changeRequests(sql, 40);
	lines.push(
		await compare('pull: 40 requests changed', (as) => pullPage(phones[as], coordinator, cursor, as)),
	);

	for (const { what, text, values, isHot } of await planReads(sql, specialist))
		lines.push(await compare(what, (as) => timeRead(text, values, as), isHot));
	return lines;

	async function timeRead(text: string, values: (string | string[])[], as: Standing): Promise<Answer> {
		return actAs(
			phones[as],
			specialist,
			async (transaction) => {
				const began = performance.now();
				const [row] = await transaction.unsafe<{ rows: string }[]>(text, values, { prepare: true });
				return { took: performance.now() - began, text: row?.rows ?? '' };
			},
			as,
		);
	}
}

function fail(): never {
	throw new Error('no page begins with requests');
}
