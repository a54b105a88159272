import { expect, test } from 'vitest';
import { parseAppointment } from './appoint.ts';

test('an address is enough, a municipality may stand anywhere', () => {
	expect(parseAppointment([' Erste@Kreis.example '])).toEqual({
		email: 'erste@kreis.example',
		municipality: undefined,
	});
	const both = { email: 'erste@kreis.example', municipality: 'Diera-Zehren' };
	expect(parseAppointment(['--municipality=Diera-Zehren', 'erste@kreis.example'])).toEqual(both);
	expect(parseAppointment(['erste@kreis.example', '--municipality', 'Diera-Zehren'])).toEqual(both);
});

const usage = 'npm run coordinator -- mail@example.org --municipality=Coswig';

test.each([
	[[], `Es fehlt die E-Mail-Adresse: ${usage}`],
	[['--municipality=Coswig'], `Es fehlt die E-Mail-Adresse: ${usage}`],
	[['coswig'], '„coswig“ ist keine E-Mail-Adresse.'],
	[[`${'a'.repeat(250)}@b.de`], `„${'a'.repeat(250)}@b.de“ ist keine E-Mail-Adresse.`],
	[
		['erste@kreis.example', 'Neue', 'Stadt'],
		`Bitte eine einzige E-Mail-Adresse nennen, Namen mit Leerzeichen in Anführungszeichen: ${usage}`,
	],
	[['erste@kreis.example', '--municipality='], `Nach --municipality= fehlt der Name der Kommune: ${usage}`],
	[['erste@kreis.example', '--town=Coswig'], `Diese Angaben sind nicht verständlich; gemeint ist: ${usage}`],
])('%j is refused with one sentence', (args, sentence) => {
	expect(() => parseAppointment(args)).toThrow(sentence);
});
