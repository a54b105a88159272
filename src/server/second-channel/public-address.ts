/**
 * Which addresses belong to nobody's own network: a name that leads into one is a way to make our server call where the person who wrote the name
 * cannot. IANA's registries of special-purpose addresses (RFC 6890) and what is not handed out for the public internet.
 */
import { BlockList, isIP } from 'node:net';

const special = new BlockList();
for (const [net, prefix] of [
	['0.0.0.0', 8],
	['10.0.0.0', 8],
	['100.64.0.0', 10],
	['127.0.0.0', 8],
	['169.254.0.0', 16],
	['172.16.0.0', 12],
	['192.0.0.0', 24],
	['192.0.2.0', 24],
	['192.88.99.0', 24],
	['192.168.0.0', 16],
	['198.18.0.0', 15],
	['198.51.100.0', 24],
	['203.0.113.0', 24],
	['224.0.0.0', 3],
] as const)
	special.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of [
	// IETF protocol assignments, Teredo (an IPv4 address lies inside) among them.
	['2001::', 23],
	['2001:db8::', 32],
	// 6to4: an IPv4 address lies inside.
	['2002::', 16],
	['3fff::', 20],
] as const)
	special.addSubnet(net, prefix, 'ipv6');

const global = new BlockList();
// All that is handed out for the public internet; loopback, link-local, unique local, multicast, mapped and translated addresses lie outside.
global.addSubnet('2000::', 3, 'ipv6');

/** False for everything that is no address, too. */
export function isPublicAddress(address: string): boolean {
	switch (isIP(address)) {
		case 4:
			return !special.check(address, 'ipv4');
		case 6:
			return global.check(address, 'ipv6') && !special.check(address, 'ipv6');
		default:
			return false;
	}
}
