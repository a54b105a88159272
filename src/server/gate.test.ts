import { expect, test } from 'vitest';
import { doorOf, doors } from './doors.ts';
import { addressKey, openGate } from './gate.ts';

const origin = 'https://rufkreis.example';
const townHall = '192.0.2.1';

function makeGate() {
	let time = 0;
	const gate = openGate({ origin, apiOrigins: ['https://zweit.example'], now: () => time });

	function knock(path: string, headers: Record<string, string> = {}, address = townHall, method = 'POST') {
		return gate(new Request(origin + path, { method, headers }), path, address);
	}

	return { knock, passTime: (ms: number) => (time += ms) };
}

async function bodyOf(answer: Response | undefined): Promise<unknown> {
	return answer?.json();
}

test.each(Object.values(doors).map(({ prefix }) => prefix))(
	'a page of somebody else cannot post to %s',
	async (prefix) => {
		const { knock } = makeGate();
		const path = prefix.endsWith('/') ? `${prefix}x` : prefix;
		for (const headers of [
			{ origin: 'https://evil.example' },
			{ origin: 'http://rufkreis.example' },
			{ origin: 'https://rufkreis.example.evil.example' },
			{ origin: 'null' },
			{ origin: 'null', 'sec-fetch-site': 'same-origin' },
			{ 'sec-fetch-site': 'cross-site' },
			{ 'sec-fetch-site': 'same-site' },
		]) {
			const answer = knock(path, headers);
			expect([answer?.status, await bodyOf(answer)], JSON.stringify(headers)).toMatchObject([
				403,
				{ error: 'foreign_origin', message: expect.stringMatching(/nur den Seiten von Rufkreis/) as string },
			]);
		}
		for (const headers of [{}, { origin, 'sec-fetch-site': 'same-origin' }])
			expect(knock(path, headers), JSON.stringify(headers)).toBeUndefined();
	},
);

test('a page of somebody else may link to a screen, and asks the data API nothing, not even whether it may', () => {
	const { knock } = makeGate();
	const foreign = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
	expect(knock('/anfragen', foreign, townHall, 'GET')).toBeUndefined();
	expect(knock('/rest/v1/profiles', foreign, townHall, 'GET')?.status).toBe(403);
	expect(knock('/auth/v1/otp', foreign, townHall, 'OPTIONS')?.status).toBe(403);
});

test('pages the administrator named may use the data API, and no other door', () => {
	const { knock } = makeGate();
	const named = { origin: 'https://zweit.example', 'sec-fetch-site': 'cross-site' };
	expect(knock('/rest/v1/rpc/accept_request', named)).toBeUndefined();
	expect(knock('/api/tickets/accept', named)?.status).toBe(403);
});

test('a town hall of 200 people behind one address works through its busiest minute', () => {
	const { knock } = makeGate();
	for (let person = 0; person < 200; person += 1) {
		const session = { authorization: `Bearer session-${person}` };
		const minute: [path: string, times: number][] = [
			['/rest/v1/rpc/pull_changes', 100],
			['/storage/v1/object/attachments/x', 20],
			['/auth/v1/token', 2],
			['/api/live', 10],
			['/api/config', 5],
			['/api/language', 5],
			['/', 10],
		];
		for (const [path, times] of minute)
			for (let turn = 0; turn < times; turn += 1) expect(knock(path, session), path).toBeUndefined();
	}
});

test('one person who hammers is told when to come back, and takes nothing from the others', async () => {
	const { knock, passTime } = makeGate();
	const session = { authorization: 'Bearer wild' };
	for (let turn = 0; turn < doors.rest.perBearer; turn += 1)
		expect(knock('/rest/v1/rpc/x', session)).toBeUndefined();
	passTime(15_000);
	const refused = knock('/rest/v1/rpc/x', session);
	expect([refused?.status, refused?.headers.get('retry-after'), await bodyOf(refused)]).toMatchObject([
		429,
		'45',
		{ error: 'too_many', message: 'Das waren zu viele Anfragen; bitte in 45 Sekunden noch einmal.' },
	]);
	for (let turn = 0; turn < doors.rest.perAddress; turn += 1) knock('/rest/v1/rpc/x', session);
	expect(knock('/rest/v1/rpc/x', { authorization: 'Bearer calm' })).toBeUndefined();
	passTime(45_001);
	expect(knock('/rest/v1/rpc/x', session)).toBeUndefined();
});

test.each(Object.entries(doors))('an address that invents sessions is stopped at %s', (_, door) => {
	const { knock } = makeGate();
	const path = door.prefix.endsWith('/') ? `${door.prefix}x` : door.prefix;
	for (let turn = 0; turn < door.perAddress; turn += 1)
		expect(knock(path, { authorization: `Bearer ${turn}` })).toBeUndefined();
	expect(knock(path, { authorization: 'Bearer new' })?.status).toBe(429);
	expect(knock(path, {}, '192.0.2.2')).toBeUndefined();
});

test.each([
	['192.0.2.1', '192.0.2.1'],
	['::ffff:192.0.2.1', '192.0.2.1'],
	['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
	['2001:0DB8:0001:0002::9', '2001:db8:1:2'],
	['2001:db8::1', '2001:db8:0:0'],
	['::1', '0:0:0:0'],
	['fe80::1%eth0', 'fe80:0:0:0'],
	['unknown', 'unknown'],
])('the address %s counts as %s', (address, key) => {
	expect(addressKey(address)).toBe(key);
});

test.each([
	['/api/live', 'live'],
	['/api/livestream', 'pages'],
	['/rest/v1/', 'rest'],
	['/rest/v1', 'pages'],
	['/', 'pages'],
	['/api/tickets/accept', 'tickets'],
])('%s belongs to %s', (path, name) => {
	expect(doorOf(path)).toBe(name);
});
