/** What hosted Supabase is told about sign-in, read as text: a link in a mail there would act as one here. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { codeDigits, codeMinutes } from '#domain/sign-in-code.ts';

const root = new URL('../../../', import.meta.url);

function read(path: string): string {
	return readFileSync(new URL(path, root), 'utf8');
}

/** The lines of one section, comments left out: `key = value` as text. */
function section(name: string): Record<string, string> {
	const lines = read('supabase/config.toml').split('\n');
	const start = lines.indexOf(`[${name}]`);
	expect(start, name).toBeGreaterThan(-1);
	const rest = lines.slice(start + 1);
	const end = rest.findIndex((line) => line.startsWith('['));
	const own = rest.slice(0, end === -1 ? undefined : end);
	return Object.fromEntries(
		own.flatMap((line) => {
			const [, key, value] = /^(\w+) = (.+)$/.exec(line) ?? [];
			return key === undefined || value === undefined ? [] : [[key, value]];
		}),
	);
}

test('codes are as long and as short-lived as the page and our own door have them', () => {
	expect(section('auth.email')).toMatchObject({
		otp_length: String(codeDigits),
		otp_expiry: String(codeMinutes * 60),
		max_frequency: '"60s"',
	});
});

test('nobody holds a session without a proven address, and there is no other way in', () => {
	expect(section('auth.email').enable_confirmations).toBe('true');
	expect(section('auth.email')).toMatchObject({
		double_confirm_changes: 'true',
		secure_password_change: 'true',
	});
	expect(section('auth').enable_anonymous_sign_ins).toBe('false');
	expect(section('auth.sms').enabled).toBe('false');
	expect(read('supabase/config.toml')).not.toMatch(/^\[auth\.external/m);
});

describe.each(['magic_link', 'confirmation'])('the mail "%s"', (name) => {
	const { subject = '', content_path = '' } = section(`auth.email.template.${name}`);
	const text = read(content_path.replaceAll('"', '').replace('./', ''));

	test('says the code in subject and body', () => {
		expect(subject).toContain('{{ .Token }}');
		expect(text).toContain('{{ .Token }}');
		expect(text).toContain(`${codeMinutes} Minuten`);
		expect(text).toContain(`${codeMinutes} minutes`);
	});

	test('holds nothing that could be followed, and no other secret', () => {
		expect(subject + text).not.toMatch(/https?:|www\.|href|src=|<a\b|<form|<img|url/i);
		const variables = (subject + text).match(/\{\{.*?\}\}/g) ?? [];
		expect(new Set(variables)).toEqual(new Set(['{{ .Token }}']));
	});
});
