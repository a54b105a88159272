import { afterEach, expect, test, vi } from 'vitest';
import { describeError, report, reportFailure, strip, tameConsole } from './report.ts';

afterEach(() => {
	vi.unstubAllEnvs();
	vi.restoreAllMocks();
});

function listen() {
	const lines: string[] = [];
	for (const stream of [process.stdout, process.stderr])
		vi.spyOn(stream, 'write').mockImplementation((chunk) => {
			lines.push(String(chunk));
			return true;
		});
	return lines;
}

test('a log line is one object with time, level, sentence and facts', () => {
	vi.stubEnv('LOG', 'json');
	const lines = listen();
	report('Rufkreis ist bereit: http://localhost:3000');
	reportFailure('Etwas\ngeschah', { door: 'rest', status: 500 });
	report('');
	vi.restoreAllMocks();
	expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
		{
			time: expect.stringMatching(/^\d{4}-.*Z$/) as string,
			level: 'info',
			message: 'Rufkreis ist bereit: http://localhost:3000',
		},
		{
			time: expect.any(String) as string,
			level: 'error',
			message: 'Etwas\ngeschah',
			door: 'rest',
			status: 500,
		},
	]);
	expect(lines.every((line) => line.indexOf('\n') === line.length - 1)).toBe(true);
});

test('at a terminal it is the sentence itself', () => {
	vi.stubEnv('LOG', 'text');
	const lines = listen();
	report('Bereit.');
	reportFailure('Fehler.', { status: 500 });
	vi.restoreAllMocks();
	expect(lines).toEqual(['Bereit.\n', 'Fehler. status=500\n']);
});

test.each([
	['Key (email)=(anna@coswig.example) already exists.', 'Key (email)=(…) already exists.'],
	['invalid input syntax for type uuid: "Drucker im Bürgerbüro"', 'invalid input syntax for type uuid: "…"'],
	['mail to Anna.Richter+x@coswig.example failed', 'mail to … failed'],
	[
		'POST https://fcm.googleapis.com/fcm/send/abc:def-123 timed out',
		'POST https://fcm.googleapis.com/… timed out',
	],
	['connect postgres://postgres:geheim@db.example:5432/postgres', 'connect postgres://…'],
	['token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln refused', 'token … refused'],
	['key sb_secret_abcdef used', 'key … used'],
	['row 0e1f2a3b-0000-4000-8000-000000000001 gone', 'row … gone'],
	['code 123456 is wrong, call 03521 123-456', 'code … is wrong, call …'],
	['API: statement refused (42501)', 'API: statement refused (42501)'],
	['listening on http://localhost:3000', 'listening on http://localhost:3000'],
])('of „%s“ is left „%s“', (text, left) => {
	expect(strip(text)).toBe(left);
});

test('an error is described by kind, code and place, never by its message', () => {
	const error = Object.assign(new TypeError('Anna Richter\n    at böse (geheim.ts:1:1)'), { code: '23505' });
	expect(describeError(error)).toMatch(/^TypeError 23505 \(report\.test\.ts:\d+\)$/);
	expect(describeError('Anna')).toBe('string');
	expect(describeError(undefined)).toBe('undefined');
});

test('what a library prints is stripped and says where it came from', () => {
	vi.stubEnv('LOG', 'json');
	const before = { ...console };
	const lines = listen();
	try {
		tameConsole();
		console.warn('no such user: %s', 'anna@coswig.example', new Error('of ben@meissen.example'));
	} finally {
		Object.assign(console, before);
	}
	vi.restoreAllMocks();
	expect(lines).toHaveLength(1);
	expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'error', from: 'library' });
	expect(lines[0]).not.toMatch(/anna|ben@/);
});
