/** From the tap in a notification until it is a receipt, and until the 50 others hear who has it. At the door and at the push service: no radio. */
import { answerTicket } from '#server/tickets.ts';
import { loadTicketSecret, makeTickets } from '#server/alerting/ticket.ts';
import { countAttempts } from '#server/attempts.ts';
import { ask, settle } from './ask.ts';
import { judged, milliseconds, percentile, told } from './table.ts';
import type { Line } from './table.ts';
import { wallClock } from './world.ts';
import type { Bench } from './world.ts';

const others = 50;
const rounds = 40;
const warmUps = 5;
const origin = 'https://rufkreis.example';

export async function measureTapToTaken(bench: Bench): Promise<Line[]> {
	const worker = bench.startWorker();
	const network = await bench.network(others + 1);
	const channels = new Map(network.specialists.map(({ deviceId, channel }) => [deviceId, channel]));
	const secret = await loadTicketSecret(bench.sql);
	const tickets = makeTickets(secret);
	const limit = countAttempts(10_000, 60_000);
	const receipts: number[] = [];
	const news: number[] = [];
	for (let round = -warmUps; round < rounds; round += 1) {
		await bench.push.open([...channels.values()]);
		await bench.push.answerAfter(0);
		await ask(bench, network);
		await bench.push.arrivals(others + 1);
		await settle(bench);
		const [alert] = await bench.sql<{ delivery_id: string; device_id: string }[]>`
			select delivery_id, device_id from private.deliveries where kind = 'alert' and state = 'sent' order by created_at desc, delivery_id limit 1`;
		if (alert === undefined) throw new Error('nobody was alerted');
		const mine = channels.get(alert.device_id);
		await bench.push.open([...channels.values()].filter((channel) => channel !== mine));
		await bench.push.answerAfter(0);
		const tapped = wallClock();
		const answer = await answerTicket(
			'accept',
			new Request(`${origin}/api/tickets/accept`, {
				method: 'POST',
				headers: { 'content-type': 'application/json', origin },
				body: JSON.stringify({ ticket: tickets.sign(alert.delivery_id) }),
			}),
			{ sql: bench.sql, secret, origin, address: 'bench', limit },
		);
		const text = await answer.text();
		const received = wallClock();
		if (!text.includes('"accepted"')) throw new Error(text);
		const arrivals = await bench.push.arrivals(others);
		if (round >= 0) {
			receipts.push(received - tapped);
			news.push(...[...arrivals.values()].map((at) => at - tapped));
		}
		await settle(bench);
	}
	await worker.stop();
	return [
		told('receipt, p50', milliseconds(percentile(receipts, 0.5))),
		judged('receipt, p99', percentile(receipts, 0.99), 100),
		told(`"taken" at ${others} other devices, p50`, milliseconds(percentile(news, 0.5))),
		judged(`"taken" at ${others} other devices, p99`, percentile(news, 0.99), 250),
	];
}
