/** What must be true of the server at the end of every sequence of the property test, whatever happened in it. */
import { expect } from 'vitest';
import { idOf, requestNames } from '#tests/database/world.ts';
import type { Device } from './device.ts';
import type { Server } from './server.ts';

/** What the commands that the database remembers must have left in the stories of the requests that are there, and what is there. */
async function compareStories(server: Server): Promise<{ told: string[]; happened: string[] }> {
	const { sql } = server.database;
	const there = new Set(
		(await sql<{ id: string }[]>`select request_id as id from public.requests`).map(({ id }) => id),
	);
	const told = requestNames.map((name) => `created ${idOf(name)}`);
	const effects = new Map([
		['created', 'created'],
		['accepted', 'accepted'],
		['released', 'released'],
		['handed_over', 'handed_over'],
	]);
	const kept = await sql<{ id: string; outcome: string }[]>`
		select command_id as id, answer ->> 'outcome' as outcome from private.commands`;
	for (const { id, outcome } of kept) {
		const sent = server.sent.get(id);
		if (sent === undefined) throw new Error('nobody sent this command');
		if (outcome === 'attached')
			told.push(`attached ${String(sent.args.request_id)} ${String(sent.args.attachment_id)}`);
		const kind = effects.get(outcome);
		if (kind !== undefined) told.push(`${kind} ${String(sent.args.request_id)}`);
	}
	const events = await sql<{ event: string }[]>`
		select kind || ' ' || request_id as event from public.request_events
		union all select 'attached ' || request_id || ' ' || attachment_id from public.attachments where name = 'Foto.jpg'`;
	return {
		told: told.filter((event) => there.has(event.split(' ')[1] ?? '')).sort(),
		happened: events.map(({ event }) => event).sort(),
	};
}

export async function expectOnce(server: Server, devices: readonly Device[]): Promise<void> {
	const { told, happened } = await compareStories(server);
	expect(happened).toEqual(told);
	const { sql } = server.database;
	const rounds = await sql`
		select r.request_id from public.requests r
		where r.alert_round <> 1 + (select count(*) from public.request_events e where e.request_id = r.request_id and e.kind in ('released', 'handed_over'))`;
	expect(rounds).toEqual([]);
	const kept = new Map(
		(await sql<{ id: string; answer: unknown }[]>`select command_id as id, answer from private.commands`).map(
			({ id, answer }) => [id, answer],
		),
	);
	for (const { commandId, answer, period } of devices.flatMap((device) => device.answered)) {
		// Answered after the backup and before it was put back: that day is lost, devices are told so by the epoch.
		if (period === 1 && server.period === 2) continue;
		expect(kept.get(commandId), `answer to ${JSON.stringify(server.sent.get(commandId))}`).toEqual(answer);
	}
}

/** What texts and files say of their request for the policies' sake is what it says itself. */
export async function expectScoped({ database: { sql } }: Server): Promise<void> {
	const astray = await sql`
		select r.request_id from public.requests r join (
			select request_id, scope_cluster_id, scope_time from public.request_details
			union all select request_id, scope_cluster_id, scope_time from public.attachments
		) p using (request_id)
		where (p.scope_cluster_id, p.scope_time) is distinct from
			(r.cluster_id, case when r.status in ('resolved', 'cancelled') then r.created_at else 'infinity' end)`;
	expect(astray).toEqual([]);
}
