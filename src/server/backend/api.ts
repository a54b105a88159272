/**
 * The Supabase API of embedded mode: @supabase/lite mounted in our own process, with our doors in front. No code
 * outside this folder knows it; browsers and tests speak supabase-js to it as they would to a hosted project.
 */
import { mkdirSync } from 'node:fs';
import { App, setExperimental } from '@supabase/lite';
import type { Sql } from 'postgres';
import { compress } from '#server/compress.ts';
import type { Mailer } from '#server/mail/mailer.ts';
import { openApiConnection } from './api-connection.ts';
import { openAuthDoor } from './auth-door.ts';
import { readBody, withBody } from './body-limit.ts';
import { openFileStorage } from './file-storage.ts';
import type { Keys } from './keys.ts';
import { answerPreflight, letPagesRead } from './preflight.ts';
import { openSignInCodes } from './sign-in-codes.ts';
import { refuseAtStorage } from './storage-door.ts';

export interface ApiOptions {
	/** Signs in `rufkreis_api` at a migrated database. */
	databaseUrl: string;
	keys: Keys;
	/** Where uploaded files live. */
	filesDir: string;
	origin: string;
	demo: boolean;
	mailer: Mailer;
	/** As the owner of the schema; a pool of its own, so that whoever floods the sign-in keeps nothing else waiting. */
	signInSql: Sql;
	maxConnections?: number;
}

export interface Api {
	/** Answers /auth/v1, /rest/v1 and /storage/v1; undefined for any other path. */
	fetch: (request: Request, address?: string) => Promise<Response> | undefined;
	stop: () => Promise<void>;
}

const jsonLimit = 64 * 1024;
/** 10 MB for the file and a little for the form around it. */
const uploadLimit = 10 * 1024 * 1024 + 64 * 1024;

async function limited(
	request: Request,
	limit: number,
	tooLarge: () => Response,
	next: (request: Request) => Promise<Response>,
): Promise<Response> {
	const body = await readBody(request, limit).catch(() => undefined);
	// Whoever sent it is gone: nobody reads this answer, and a phone in a dead zone is no fault of the server that it should report.
	if (body === undefined) return new Response(null, { status: 400 });
	return body === 'too_large' ? tooLarge() : next(withBody(request, body));
}

/** One of the small questions that storage takes beside files: lists, moves, addresses. */
function isQuestion(request: Request): boolean {
	return request.headers.get('content-type')?.startsWith('application/json') === true;
}

function restTooLarge(): Response {
	const message = 'Die Anfrage ist größer als 64 KB.';
	return Response.json({ code: 'payload_too_large', message, details: null, hint: null }, { status: 413 });
}

function storageTooLarge(message: string): Response {
	return Response.json({ statusCode: '413', error: 'Payload too large', message }, { status: 413 });
}

/** Tokens of @supabase/lite do not say how their session came to be; the database believes them because the door below lets in nobody else. */
async function vouchForSessions(sql: Sql): Promise<void> {
	await sql`insert into private.settings (key, value) values ('sign_in_door', 'ours') on conflict do nothing`;
}

/** Mounts the API on a database whose migrations are done: it reads the schema once and keeps it. */
export async function mountApi(options: ApiOptions): Promise<Api> {
	const { databaseUrl, keys, filesDir, origin, demo, mailer, signInSql, maxConnections = 20 } = options;
	mkdirSync(filesDir, { recursive: true, mode: 0o700 });
	await vouchForSessions(signInSql);
	const connection = openApiConnection(databaseUrl, maxConnections);
	const app = new App({
		connection,
		api: { enabled: true, schemas: ['public'], max_rows: 1000 },
		auth: {
			enabled: true,
			enable_signup: false,
			// Said in its settings, where another server that uses this API looks for it.
			email: { enable_confirmations: true },
			jwt_secret: keys.jwtSecret,
			publishable_key: keys.publishableKey,
			secret_key: keys.secretKey,
			site_url: origin,
		},
		storage: { enabled: true, file_size_limit: '10MiB' },
		studio: { enabled: false },
		options: {
			server: { admin: false, disableStudio: true },
			// Our own door sends the mail. Should something behind it try, it must not print codes to the console.
			drivers: { email: { send: () => Promise.reject(new Error('mail is sent by the door')) } },
		},
	});
	app._storageAdapter = openFileStorage(filesDir);
	// In this order the start stays quiet: init warns about every experimental feature that is already on.
	await app.init();
	setExperimental('storage', true);
	await connection.introspect({ useCache: true });
	const authDoor = openAuthDoor({
		demo,
		origin,
		publishableKey: keys.publishableKey,
		codes: openSignInCodes(signInSql, keys.jwtSecret),
		mailer,
		next: (request) => app.fetch(request),
	});

	function answer(request: Request, pathname: string, address: string): Promise<Response> {
		if (pathname.startsWith('/auth/v1/')) return authDoor(request, address);
		if (pathname.startsWith('/rest/v1/'))
			return limited(request, jsonLimit, restTooLarge, async (checked) =>
				compress(request, await app.fetch(checked), 'application/json'),
			);
		const refusal = refuseAtStorage(pathname);
		if (refusal) return Promise.resolve(refusal);
		const [limit, sentence] = isQuestion(request)
			? [jsonLimit, 'Die Anfrage ist größer als 64 KB.']
			: [uploadLimit, 'Die Datei ist größer als 10 MB.'];
		return limited(
			request,
			limit,
			() => storageTooLarge(sentence),
			(checked) => app.fetch(checked),
		);
	}

	return {
		fetch(request, address = 'unknown') {
			const { pathname } = new URL(request.url);
			if (!/^\/(?:auth|rest|storage)\/v1\//.test(pathname)) return undefined;
			if (request.method === 'OPTIONS') return Promise.resolve(answerPreflight(request));
			return answer(request, pathname, address).then(letPagesRead);
		},
		stop: () => connection.close(),
	};
}
