/** What must be true of the server at the end of every sequence of the property test, whatever happened in it. */
import { expect } from 'vitest';
import { idOf, requestNames } from '#tests/database/world.ts';
import type { Device } from './device.ts';
import type { Sent, Server } from './server.ts';

/** Outcomes that leave one event each time they are given, and its kind. */
const events = new Map([
	['created', 'created'],
	['accepted', 'accepted'],
	['released', 'released'],
	['handed_over', 'handed_over'],
	['withdrawn', 'withdrawn'],
]);

/** What a command that was carried out has left, each with its request. */
function leftBy({ person, name, args }: Sent, outcome: string): string[] {
	const request = String(args.request_id);
	if (outcome === 'attached') return [`attached ${request} ${String(args.attachment_id)}`];
	if (outcome === 'assigned')
		return args.profile_id === idOf(person)
			? [`accepted ${request}`]
			: [`accepted ${request}`, `offer_taken ${request}`];
	const kind = name === 'offer_later' && outcome === 'noted' ? 'later' : events.get(outcome);
	return kind === undefined ? [] : [`${kind} ${request}`];
}

/** What may be said twice and happens once: "not possible" within a round, and taking an acceptance back. */
function repeatedBy({ person, name, args }: Sent, outcome: string): string | undefined {
	const told = `${String(args.request_id)} ${idOf(person)}`;
	if (name === 'decline_request' && outcome === 'noted') return `declined ${told}`;
	return outcome === 'undone' ? `undone ${told}` : undefined;
}

async function answered({ sent, database: { sql } }: Server): Promise<[sent: Sent, outcome: string][]> {
	const kept = await sql<{ id: string; outcome: string }[]>`
		select command_id as id, answer ->> 'outcome' as outcome from private.commands order by created_at`;
	return kept.map(({ id, outcome }) => {
		const command = sent.get(id);
		if (command === undefined) throw new Error('nobody sent this command');
		return [command, outcome];
	});
}

/** What the commands that the database remembers must have left in the stories of the requests that are there, and what is there. */
async function compareStories(server: Server): Promise<{ told: string[]; happened: string[] }> {
	const { sql } = server.database;
	const there = new Set(
		(await sql<{ id: string }[]>`select request_id as id from public.requests`).map(({ id }) => id),
	);
	const told = [
		`later ${idOf('open')}`,
		...requestNames.map((name) => `created ${idOf(name)}`),
		...(await answered(server)).flatMap(([sent, outcome]) => leftBy(sent, outcome)),
	];
	const happened = await sql<{ event: string }[]>`
		select kind || ' ' || request_id as event from public.request_events where kind <> 'declined' and not facts ? 'undone'
		union all select 'attached ' || request_id || ' ' || attachment_id from public.attachments where name = 'Foto.jpg'`;
	return {
		told: told.filter((event) => there.has(event.split(' ')[1] ?? '')).sort(),
		happened: happened.map(({ event }) => event).sort(),
	};
}

function count(words: readonly string[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
	return counts;
}

/** What was said to be so has happened, and no more often than it was said; nothing is undone but an acceptance of one's own. */
export async function expectRepeated(server: Server): Promise<void> {
	const { sql } = server.database;
	const told = count((await answered(server)).flatMap(([sent, outcome]) => repeatedBy(sent, outcome) ?? []));
	const happened = count(
		(
			await sql<{ event: string }[]>`
				select case kind when 'declined' then kind else 'undone' end || ' ' || request_id || ' ' || actor_id as event
				from public.request_events where kind = 'declined' or facts ? 'undone'`
		).map(({ event }) => event),
	);
	for (const [event, times] of happened) expect(told.get(event) ?? 0, event).toBeGreaterThanOrEqual(times);
	const there = await sql<{ id: string }[]>`select request_id as id from public.requests`;
	for (const event of told.keys())
		if (there.some(({ id }) => id === event.split(' ')[1])) expect(happened.has(event), event).toBe(true);
	const groundless = await sql`
		select request_id from (
			select request_id, actor_id, facts, lag(kind || ' ' || actor_id) over (partition by request_id order by happened_at) as former
			from public.request_events where kind in ('accepted', 'released', 'handed_over')
		) e where facts ? 'undone' and former is distinct from 'accepted ' || actor_id`;
	expect(groundless).toEqual([]);
}

export async function expectOnce(server: Server, devices: readonly Device[]): Promise<void> {
	const { told, happened } = await compareStories(server);
	expect(happened).toEqual(told);
	const { sql } = server.database;
	const rounds = await sql`
		select r.request_id from public.requests r
		where r.alert_round <> 1 + (select count(*) from public.request_events e where e.request_id = r.request_id and e.kind in ('released', 'handed_over') and not e.facts ? 'undone')`;
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

/** Whoever helps along is a member of the cluster that has the request, and somebody else has it. */
export async function expectHelpers({ database: { sql } }: Server): Promise<void> {
	const astray = await sql`
		select h.request_id, h.profile_id from public.request_people h join public.requests r using (request_id)
		where h.profile_id = r.accepted_by or not exists (
			select 1 from public.cluster_members m where m.cluster_id = r.cluster_id and m.profile_id = h.profile_id)`;
	expect(astray).toEqual([]);
}

/** About what reaches a person, and how: of each the last one holds. */
const choices: readonly string[] = [
	'set_later',
	'set_quiet_hours',
	'set_weekly_check',
	'set_second_channel',
	'set_pause',
	'set_lock_screen',
	'set_device_alerts',
];

/** What was chosen last and answered with "saved" is what holds. */
export async function expectChosen(server: Server): Promise<void> {
	const { sql } = server.database;
	const last = new Map<string, unknown>();
	for (const [{ person, name, args }, outcome] of await answered(server)) {
		if (outcome !== 'saved' || !choices.includes(name)) continue;
		const { command_id: _, device_id = idOf(person), ...chosen } = args;
		const held = name === 'set_pause' ? { ends: Date.parse(String(chosen.paused_until)) || null } : chosen;
		last.set(`${name} ${String(device_id)}`, held);
	}
	const holds = new Map(
		(
			await sql<{ id: string; holds: unknown }[]>`
				select 'set_later ' || profile_id as id, jsonb_build_object('later', later) as holds from public.notification_settings
				union all select 'set_quiet_hours ' || profile_id, jsonb_build_object('quiet_hours', quiet_hours,
					'quiet_on_holidays', quiet_on_holidays, 'break_through', break_through) from public.notification_settings
				union all select 'set_weekly_check ' || profile_id, jsonb_build_object('weekday', check_weekday, 'hour', check_hour)
					from public.notification_settings
				union all select 'set_second_channel ' || profile_id, jsonb_build_object('second_channel', second_channel)
					from public.notification_settings
				union all select 'set_pause ' || profile_id,
					jsonb_build_object('ends', (extract(epoch from paused_until) * 1000)::bigint) from public.notification_settings
				union all select 'set_lock_screen ' || device_id, jsonb_build_object('shows_content', shows_content) from public.devices
				union all select 'set_device_alerts ' || device_id, jsonb_build_object('alerts', alerts) from public.devices`
		).map(({ id, holds: chosen }) => [id, chosen]),
	);
	for (const [id, chosen] of last) {
		// Ending a pause that was none leaves nothing behind.
		const standing = holds.get(id) ?? (id.startsWith('set_pause ') ? { ends: null } : undefined);
		expect(standing, id).toEqual(chosen);
	}
	// However a membership ended, its mute ended with it.
	const astray = await sql`
		select s.profile_id, muted.cluster_id from public.notification_settings s, unnest(s.muted_cluster_ids) muted (cluster_id)
		where not exists (
			select 1 from public.cluster_members m where m.profile_id = s.profile_id and m.cluster_id = muted.cluster_id)`;
	expect(astray).toEqual([]);
}
