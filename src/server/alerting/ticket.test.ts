import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { makeTickets } from './ticket.ts';

const tickets = makeTickets('ab'.repeat(32));
const id = randomUUID();
const ticket = tickets.sign(id);

test('a ticket names its delivery, stays the same over retries, and is short enough for every door', () => {
	expect(tickets.verify(ticket)).toBe(id);
	expect(tickets.sign(id)).toBe(ticket);
	expect(ticket).toMatch(/^[\w-]{22}\.[\w-]{24}$/);
});

test('a ticket that is altered in any one character is not ours', () => {
	for (let index = 0; index < ticket.length; index += 1) {
		for (const letter of 'Aa09-_.=') {
			if (letter === ticket[index]) continue;
			expect(tickets.verify(ticket.slice(0, index) + letter + ticket.slice(index + 1))).toBeUndefined();
		}
	}
});

test.each([
	['nothing', ''],
	['a point', '.'],
	['only the id', ticket.split('.')[0] ?? ''],
	['no signature', `${ticket.split('.')[0]}.`],
	['a longer one', `${ticket}A`],
	['a line break behind it', `${ticket}\n`],
	['a space before it', ` ${ticket}`],
	['padding', ticket.replace('.', '==.')],
	[
		'the signature of another delivery',
		`${ticket.split('.')[0]}.${tickets.sign(randomUUID()).split('.')[1]}`,
	],
	['the ticket of another installation', makeTickets('cd'.repeat(32)).sign(id)],
	['a megabyte', 'A'.repeat(1_000_000)],
])('%s is refused', (_name, text) => {
	expect(tickets.verify(text)).toBeUndefined();
});

test('a secret that protects nothing stops the start', () => {
	expect(() => makeTickets('')).toThrow();
	expect(() => makeTickets('not hex')).toThrow();
});
