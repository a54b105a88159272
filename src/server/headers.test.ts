import { expect, test } from 'vitest';
import { cacheRule, contentPolicy, hashesIn, hashesOfPrerendered, securityHeaders } from './headers.ts';

const embedded = { origin: 'http://localhost:3000', supabaseUrl: 'http://localhost:3000' };
const hosted = { origin: 'https://rufkreis.example', supabaseUrl: 'https://abc.supabase.co' };

function directives(policy: string): Record<string, string> {
	return Object.fromEntries(
		policy.split('; ').map((part) => {
			const [name = '', ...sources] = part.split(' ');
			return [name, sources.join(' ')];
		}),
	);
}

test('an embedded installation reaches itself and nothing else', () => {
	const policy = directives(contentPolicy(embedded, []));
	expect(policy).toMatchObject({
		'default-src': "'none'",
		'connect-src': "'self'",
		'img-src': "'self' blob: data:",
		'frame-ancestors': "'none'",
		'object-src': "'none'",
		'base-uri': "'none'",
		'form-action': "'self'",
	});
});

test('a hosted one reaches its project too, also by socket', () => {
	const policy = directives(contentPolicy(hosted, []));
	expect(policy['connect-src']).toBe("'self' https://abc.supabase.co wss://abc.supabase.co");
	expect(policy['img-src']).toBe("'self' blob: data: https://abc.supabase.co");
	expect(policy['script-src']).toBe("'self'");
});

test('nothing inline is allowed but what was named by its hash', () => {
	const policy = contentPolicy(hosted, hashesIn("script-src 'self' 'sha256-ab+/cd=' 'unsafe-inline'"));
	expect(policy.replace("'unsafe-hashes'", '')).not.toContain('unsafe');
	expect(directives(policy)['script-src']).toBe("'self' 'sha256-ab+/cd='");
});

test('only an installation behind HTTPS tells browsers to stay there', () => {
	expect(securityHeaders(embedded, [])).not.toHaveProperty('strict-transport-security');
	expect(securityHeaders(hosted, [])['strict-transport-security']).toBe('max-age=63072000');
});

test.each([
	['/api/config', 'no-store'],
	['/rest/v1/profiles?select=*', 'no-store'],
	['/auth/v1/user', 'no-store'],
	['/demo/postfach', 'no-store'],
	['/metrics', 'no-store'],
	['/', 'no-cache'],
	['/apiary', 'no-cache'],
	['/service-worker.js', 'no-cache'],
] as const)('%s is kept by the rule %s', (path, rule) => {
	expect(cacheRule(path)).toBe(rule);
});

test('a build without prerendered pages has no hashes', () => {
	expect(hashesOfPrerendered('/gibt/es/nicht')).toEqual([]);
});
