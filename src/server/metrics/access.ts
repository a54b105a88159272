/** Who may read the figures: somebody at this machine, or whoever has the token. */
import { createHash, timingSafeEqual } from 'node:crypto';

export interface MetricsReader {
	/** Of the socket itself, whatever headers say; undefined when unknown. */
	remoteAddress: string | undefined;
	headers: Headers;
}

/** What proxies add. A proxy at this machine makes the whole world look local, so one of these means: ask for the token. */
const forwarded = [
	'forwarded',
	'via',
	'x-forwarded-for',
	'x-forwarded-host',
	'x-forwarded-proto',
	'x-real-ip',
	'cf-connecting-ip',
];

const loopbackHost = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i;
const loopbackAddress = /^(?:::ffff:)?127\.\d+\.\d+\.\d+$|^::1$/i;

/** Of equal length whatever was guessed, so that comparing takes the same time. */
function digest(text: string): Buffer {
	return createHash('sha256').update(text).digest();
}

/** The host is looked at too: a page elsewhere may give its name our loopback address (DNS rebinding), and browsers send that name. */
export function mayReadMetrics(
	{ remoteAddress, headers }: MetricsReader,
	token: string | undefined,
): boolean {
	const given = /^Bearer (\S+)$/i.exec(headers.get('authorization') ?? '')?.[1];
	if (given !== undefined) return token !== undefined && timingSafeEqual(digest(given), digest(token));
	return (
		loopbackAddress.test(remoteAddress ?? '') &&
		loopbackHost.test(headers.get('host') ?? '') &&
		!forwarded.some((name) => headers.has(name))
	);
}
