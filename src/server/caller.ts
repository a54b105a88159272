/** Where a request comes from, as far as it can be known: what limits count by. */
import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

/** Under this name the address goes on to the app; whatever came under it from outside is replaced. */
export const callerHeader = 'x-rufkreis-caller';

/** A socket that takes both kinds writes IPv4 addresses in the IPv6 form. */
function plain(address: string): string {
	return address.startsWith('::ffff:') && isIP(address.slice(7)) === 4 ? address.slice(7) : address;
}

function makeList(networks: readonly string[]): (address: string) => boolean {
	const list = new BlockList();
	for (const network of networks) {
		const [address = '', prefix] = network.split('/');
		const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
		if (prefix === undefined) list.addAddress(address, family);
		else list.addSubnet(address, Number(prefix), family);
	}
	return (address) => isIP(address) !== 0 && list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/**
 * The address behind trusted proxies (addresses or networks, checked by src/env.ts). X-Forwarded-For is read from its end, where the nearest
 * proxy wrote, as far as those who wrote it are trusted; from anybody else it is only a claim and counts for nothing.
 */
export function makeCaller(proxies: readonly string[]): (request: IncomingMessage) => string {
	const isTrusted = makeList(proxies);
	return function callerOf(request) {
		const nearest = plain(request.socket.remoteAddress ?? '');
		if (!isTrusted(nearest)) return nearest;
		const forwarded = String(request.headers['x-forwarded-for'] ?? '')
			.split(',')
			.map((entry) => plain(entry.trim()));
		const first = forwarded.findLast((address) => !isTrusted(address));
		return first !== undefined && isIP(first) !== 0 ? first : nearest;
	};
}
