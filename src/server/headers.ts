/**
 * What every answer of ours carries, whoever makes it. The policy is written here once: Kit only says which inline scripts are its own, by
 * hash, because where pages may connect to is known at run time and no page may be framed, which a policy inside a page cannot say.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export interface Surroundings {
	/** What browsers see, without a trailing slash. */
	origin: string;
	/** Where the data API is: the same, or a Supabase project elsewhere. */
	supabaseUrl: string;
}

const hash = /'sha256-[\w+/]+={0,2}'/g;

/** The hashes of inline scripts that a policy of Kit's allows. */
export function hashesIn(policy: string): string[] {
	return policy.match(hash) ?? [];
}

/** The same for pages that were rendered while building: they carry theirs in a meta element. `folder` need not exist. */
export function hashesOfPrerendered(folder: string): string[] {
	try {
		const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
			name.endsWith('.html'),
		);
		return [...new Set(pages.flatMap((page) => hashesIn(readFileSync(join(folder, page), 'utf8'))))];
	} catch {
		return [];
	}
}

/**
 * The one style that Kit writes into markup: its announcer, which tells screen readers of a new page, is hidden by it (Kit 2.70,
 * core/sync/write_root.js). It is this very text or nothing; when an update of Kit changes it, every journey in a browser fails.
 */
const announcer = "'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='";

/** Nothing inline but scripts of these hashes; nothing from anywhere but here and the data API. */
export function contentPolicy({ origin, supabaseUrl }: Surroundings, hashes: readonly string[]): string {
	const elsewhere = supabaseUrl === origin ? [] : [supabaseUrl];
	const sockets = elsewhere.map((url) => url.replace(/^http/, 'ws'));
	const directives: Record<string, readonly string[]> = {
		'default-src': ["'none'"],
		'script-src': ["'self'", ...hashes],
		'style-src': ["'self'"],
		'style-src-attr': ["'unsafe-hashes'", announcer],
		// Photos are shown from memory before they are sent and after they came.
		'img-src': ["'self'", 'blob:', 'data:', ...elsewhere],
		'font-src': ["'self'"],
		'connect-src': ["'self'", ...elsewhere, ...sockets],
		'manifest-src': ["'self'"],
		'worker-src': ["'self'"],
		'object-src': ["'none'"],
		'base-uri': ["'none'"],
		'form-action': ["'self'"],
		'frame-ancestors': ["'none'"],
	};
	return Object.entries(directives)
		.map(([name, sources]) => [name, ...sources].join(' '))
		.join('; ');
}

/** Everything a browser could offer a page and this one never asks for. Notifications and push are no part of this header. */
const unused = [
	'accelerometer',
	'autoplay',
	'camera',
	'display-capture',
	'encrypted-media',
	'fullscreen',
	'geolocation',
	'gyroscope',
	'hid',
	'idle-detection',
	'magnetometer',
	'microphone',
	'midi',
	'payment',
	'picture-in-picture',
	'publickey-credentials-get',
	'screen-wake-lock',
	'serial',
	'usb',
	'xr-spatial-tracking',
];

const common = {
	'x-content-type-options': 'nosniff',
	'x-frame-options': 'DENY',
	'referrer-policy': 'no-referrer',
	'permissions-policy': unused.map((feature) => `${feature}=()`).join(', '),
	'cross-origin-opener-policy': 'same-origin',
	// Whoever may read the API from elsewhere does so by CORS, which this does not touch.
	'cross-origin-resource-policy': 'same-origin',
};

/** Before the environment is known or the app is there. */
export const startingHeaders: Readonly<Record<string, string>> = {
	...common,
	'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
	'cache-control': 'no-store',
};

/** For every answer; `hashes` are those of prerendered pages. */
export function securityHeaders(around: Surroundings, hashes: readonly string[]): Record<string, string> {
	const isSecure = around.origin.startsWith('https://');
	return {
		...common,
		'content-security-policy': contentPolicy(around, hashes),
		// Two years, this name only: what else lives under the domain is not ours to decide.
		...(isSecure ? { 'strict-transport-security': 'max-age=63072000' } : {}),
	};
}

const doors = /^\/(?:api|auth|rest|storage|demo|metrics)(?:\/|$)/;

/** Answers of doors may be about a person and are kept nowhere; pages and files are asked for again before they are used again. */
export function cacheRule(path: string): 'no-store' | 'no-cache' {
	return doors.test(path) ? 'no-store' : 'no-cache';
}

/** The same answer under our own rule for caches: a file of the data API comes with one that its uploader chose. */
export function kept(answer: Response, rule: 'no-store' | 'no-cache'): Response {
	const { status, statusText } = answer;
	const headers = new Headers(answer.headers);
	headers.set('cache-control', rule);
	return new Response(answer.body, { status, statusText, headers });
}

/**
 * A page that Kit has rendered, under our policy: Kit's own holds the hashes of the scripts in it and nothing else. It is answered whole each
 * time: with an ETag Kit would answer "not modified" without a policy, and a browser takes the headers of that answer for those of the page.
 */
export function withPolicy(page: Response, around: Surroundings): Response {
	const policy = page.headers.get('content-security-policy');
	// A page that brings a policy of its own, and more than scripts in it, is not Kit's.
	if (!policy?.startsWith('script-src ')) return page;
	page.headers.set('content-security-policy', contentPolicy(around, hashesIn(policy)));
	page.headers.delete('etag');
	return page;
}
