import { expect, test } from 'vitest';
import { durationWords } from '#domain/duration-words.ts';

test.each([
	[0, '0,1 Sekunden', '0.1 seconds'],
	[0.44, '0,4 Sekunden', '0.4 seconds'],
	[1, '1 Sekunde', '1 second'],
	[9.99, '9,9 Sekunden', '9.9 seconds'],
	[59.9, '59 Sekunden', '59 seconds'],
	[60, '1 Minute', '1 minute'],
	[3599, '59 Minuten', '59 minutes'],
	[3600, '1 Stunde', '1 hour'],
	[90_000, '25 Stunden', '25 hours'],
])('%s seconds', (seconds, german, english) => {
	expect(durationWords(seconds, 'de')).toBe(german);
	expect(durationWords(seconds, 'en')).toBe(english);
});
