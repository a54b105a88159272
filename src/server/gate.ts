/**
 * The gate before all doors: refuses what pages of others send and what comes too often. It decides by headers alone, so a refusal costs
 * nothing; who somebody is and what they may do is decided behind it.
 */
import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { countAttempts } from './attempts.ts';
import type { Attempts } from './attempts.ts';
import { doorNamed, doorOf, doors } from './doors.ts';
import type { DoorName } from './doors.ts';
import { isForeign } from './foreign.ts';

export interface GateOptions {
	/** Ours, without a trailing slash. */
	origin: string;
	/** Pages of these may use the data API as they would use a hosted one. */
	apiOrigins: readonly string[];
	/** Milliseconds. */
	now?: () => number;
}

/** Undefined lets the request pass. Never throws. */
export type Gate = (request: Request, pathname: string, address: string) => Response | undefined;

const minute = 60_000;
/** Whoever owns one IPv6 address owns the 2^64 around it (RFC 6177), so they count as one. */
export function addressKey(address: string): string {
	const v4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
	if (v4 !== undefined) return v4;
	if (!isIPv6(address)) return address;
	const [head = '', tail] = address.split('%', 1)[0]?.toLowerCase().split('::') ?? [];
	const first = head === '' ? [] : head.split(':');
	const last = tail === undefined || tail === '' ? [] : tail.split(':');
	const zeros = Array<string>(Math.max(0, 8 - first.length - last.length)).fill('0');
	return [...first, ...zeros, ...last]
		.slice(0, 4)
		.map((group) => Number.parseInt(group, 16).toString(16))
		.join(':');
}

/** Kept as a hash: a table of counters must not be a table of sessions. */
function bearerKey(request: Request): string | undefined {
	const token = /^Bearer (\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
	return token === undefined ? undefined : createHash('sha256').update(token).digest('base64');
}

/** In the words of each API: supabase-js reads `message`, its auth part `msg` and `error_code`. */
function refuse(
	status: 403 | 429,
	code: string,
	message: string,
	more: Record<string, string> = {},
): Response {
	const body = { error: code, code, error_code: code, message, msg: message };
	return Response.json(body, { status, headers: { 'cache-control': 'no-store', ...more } });
}

function refuseForeign(): Response {
	return refuse(403, 'foreign_origin', 'Diese Tür öffnet nur den Seiten von Rufkreis (ORIGIN, API_ORIGINS).');
}

function refuseForNow(limit: Attempts, key: string): Response {
	const seconds = limit.retryAfter(key);
	return refuse(429, 'too_many', `Das waren zu viele Anfragen; bitte in ${seconds} Sekunden noch einmal.`, {
		'retry-after': String(seconds),
	});
}

/** Reading a page of ours from a link elsewhere is no offence; the data API belongs to pages alone, so it is asked of every request. */
function mustBeOurs(request: Request, name: DoorName): boolean {
	return doorNamed(name).pages === 'ours and named' || !/^(?:GET|HEAD|OPTIONS)$/.test(request.method);
}

export function openGate({ origin, apiOrigins, now = Date.now }: GateOptions): Gate {
	const names = [...(Object.keys(doors) as (keyof typeof doors)[]), 'pages' as const]; // keys of a const object
	const limits = new Map<DoorName, { addresses: Attempts; bearers: Attempts }>(
		names.map((name) => {
			const { perAddress, perBearer } = doorNamed(name);
			return [
				name,
				{
					addresses: countAttempts(perAddress, minute, now),
					bearers: countAttempts(perBearer, minute, now),
				},
			];
		}),
	);

	return function check(request, pathname, address) {
		const name = doorOf(pathname);
		const named = doorNamed(name).pages === 'ours' ? [] : apiOrigins;
		if (mustBeOurs(request, name) && isForeign(request.headers, origin, named)) return refuseForeign();
		const limit = limits.get(name);
		if (!limit) return undefined;
		// The person first: what they are refused must not use up the share of everybody else behind the same address.
		const bearer = bearerKey(request);
		if (bearer !== undefined && !limit.bearers.begin(bearer)) return refuseForNow(limit.bearers, bearer);
		const sender = addressKey(address);
		if (!limit.addresses.begin(sender)) return refuseForNow(limit.addresses, sender);
		return undefined;
	};
}
