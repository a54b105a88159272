import { expect, test } from 'vitest';
import { mayReadMetrics } from './access.ts';

const token = 'ein-langes-geheimnis';

function may(
	remoteAddress: string | undefined,
	headers: Record<string, string>,
	given: string | undefined = token,
) {
	return mayReadMetrics(
		{ remoteAddress, headers: new Headers({ host: 'localhost:3000', ...headers }) },
		given,
	);
}

test.each(['127.0.0.1', '127.8.0.1', '::1', '::ffff:127.0.0.1'])(
	'somebody at this machine (%s) may',
	(address) => {
		expect(may(address, {}, undefined)).toBe(true);
	},
);

test.each(['192.0.2.1', '::ffff:192.0.2.1', '2001:db8::1', '127.0.0.1.evil', undefined])(
	'somebody elsewhere (%s) may not',
	(address) => {
		expect(may(address, {})).toBe(false);
	},
);

test.each(['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-proto', 'x-real-ip'])(
	'a proxy at this machine, known by %s, opens it to nobody without the token',
	(name) => {
		expect(may('127.0.0.1', { [name]: '127.0.0.1' })).toBe(false);
		expect(may('127.0.0.1', { [name]: '192.0.2.1', authorization: `Bearer ${token}` })).toBe(true);
	},
);

test('a page elsewhere whose name leads to this machine reads nothing', () => {
	expect(may('127.0.0.1', { host: 'evil.example:3000' })).toBe(false);
	expect(may('127.0.0.1', { host: 'localhost.evil.example' })).toBe(false);
});

test('the token opens it from anywhere, a wrong one from nowhere', () => {
	expect(may('192.0.2.1', { authorization: `Bearer ${token}` })).toBe(true);
	expect(may('127.0.0.1', { authorization: 'Bearer falsch' })).toBe(false);
	expect(may('192.0.2.1', { authorization: `Bearer ${token}x` })).toBe(false);
	expect(
		mayReadMetrics(
			{ remoteAddress: '192.0.2.1', headers: new Headers({ authorization: 'Bearer undefined' }) },
			undefined,
		),
	).toBe(false);
});
