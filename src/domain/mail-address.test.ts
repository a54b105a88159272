import { expect, test } from 'vitest';
import { parseMailAddress } from './mail-address.ts';

test.each([
	['anna@coswig.example', 'anna@coswig.example'],
	['  Anna.Richter@Coswig.Example \n', 'anna.richter@coswig.example'],
	['anna+rufkreis@coswig.example', 'anna+rufkreis@coswig.example'],
	["o'neill@stadt.example", "o'neill@stadt.example"],
	['amt@großenhain.de', 'amt@xn--groenhain-i1a.de'],
	['amt@MÜLLER.example', 'amt@xn--mller-kva.example'],
	['amt@xn--groenhain-i1a.de', 'amt@xn--groenhain-i1a.de'],
	[`${'a'.repeat(64)}@stadt.example`, `${'a'.repeat(64)}@stadt.example`],
])('%j is %j', (typed, address) => {
	expect(parseMailAddress(typed)).toBe(address);
});

test.each([
	'',
	'anna',
	'@coswig.example',
	'anna@',
	'anna@coswig',
	'anna@@coswig.example',
	'a@evil.example@coswig.example',
	'anna@coswig.example@evil',
	'.anna@coswig.example',
	'anna..b@coswig.example',
	'anna @coswig.example',
	'"anna b"@coswig.example',
	'anna@coswig.example, ben@coswig.example',
	'anna@coswig.example\r\nBcc: alle@coswig.example',
	'anna\r\nBcc: alle@coswig.example',
	'anna@coswig.example\u0000',
	'<anna@coswig.example>',
	'Anna <anna@coswig.example>',
	'anna@127.0.0.1',
	'anna@[127.0.0.1]',
	'anna@0x7f.1',
	'anna@coswig.example:25',
	'anna@coswig.example/pfad',
	'anna@-coswig.example',
	'änna@coswig.example',
	`${'a'.repeat(65)}@stadt.example`,
	`anna@${'a'.repeat(64)}.example`,
	`anna@${'abcdefgh.'.repeat(30)}example`,
])('%j is no address', (typed) => {
	expect(parseMailAddress(typed)).toBeUndefined();
});
