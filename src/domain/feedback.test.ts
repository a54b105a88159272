import { expect, test } from 'vitest';
import { feedbackBounds, judgeFeedback } from '#domain/feedback.ts';

test.each([
	['nothing', '', '', { message: 'missing' }],
	['only blanks and control characters', ' \r\n\u0000\t ', '', { message: 'missing' }],
	['one character too many', 'x'.repeat(feedbackBounds.message + 1), '', { message: 'too_long' }],
	['a contact that is a letter', 'Zu klein', 'x'.repeat(201), { contact: 'too_long' }],
	['both wrong', '', 'x'.repeat(201), { message: 'missing', contact: 'too_long' }],
])('%s is sent back with what is wrong', (_fact, message, contact, problems) => {
	expect(judgeFeedback({ message, contact })).toEqual({ outcome: 'invalid', problems });
});

test.each([
	['a form sends two characters per line break, they count as one', 'a\r\nb', 'a\nb'],
	['what a database cannot hold goes', 'a\u0000b\u009fc', 'abc'],
	['a character of two code units counts as one', '🔔'.repeat(feedbackBounds.message), undefined],
	['tabs and line breaks stay', 'a\n\tb', undefined],
])('%s', (_fact, typed, kept = typed) => {
	expect(judgeFeedback({ message: typed, contact: ' a@b.example\n' })).toEqual({
		outcome: 'sound',
		feedback: { message: kept, contact: 'a@b.example' },
	});
});
