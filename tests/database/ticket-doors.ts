/** What happens behind the ticket doors, as tests act it out: the signature has been checked, the answer must be one the contracts know. */
import { everyTicketAnswer, type EveryTicketAction } from '#contracts/every-ticket.ts';
import type { TestDatabase } from './harness.ts';
import { idOf } from './world.ts';
import type { RequestName } from './world.ts';

/** What our server asks for the delivery `id`. */
export async function presentTicket(
	{ sql }: TestDatabase,
	action: EveryTicketAction,
	id: string,
): Promise<unknown> {
	const [row] = await {
		accept: sql`select private.accept_with_ticket(${id}) as answer`,
		undo: sql`select private.undo_with_ticket(${id}) as answer`,
		later: sql`select private.answer_with_ticket(${id}, 'later') as answer`,
		decline: sql`select private.answer_with_ticket(${id}, 'declined') as answer`,
		arrived: sql`select private.arrive_with_ticket(${id}) as answer`,
		confirm: sql`select private.confirm_with_ticket(${id}) as answer`,
		peek: sql`select private.peek_with_ticket(${id}) as answer`,
		pack: sql`select private.pack_with_ticket(${id}) as answer`,
	}[action];
	everyTicketAnswer[action].parse(row?.answer);
	return row?.answer;
}

/** The kinds of events of a request, in order. */
export async function readStory({ sql }: TestDatabase, request: RequestName): Promise<string[]> {
	const rows = await sql<{ kind: string }[]>`
		select kind from public.request_events where request_id = ${idOf(request)} order by happened_at`;
	return rows.map((row) => row.kind);
}
