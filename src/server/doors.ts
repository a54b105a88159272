/**
 * Every way into this server that is no page: whom it answers to and how often, in one table. A door that is missing here does not open
 * (tests/server/doors.test.ts compares with the routes folder). The rates are for a town hall of 200 people behind one address; what guesses
 * or sends mail counts more strictly inside its own door (backend/auth-door.ts, tickets.ts, live/door.ts).
 */

export interface Door {
	prefix: string;
	/** Requests a minute from one address, all people behind it together. */
	perAddress: number;
	/** Requests a minute with one and the same bearer token: one person on one device. */
	perBearer: number;
	/** Whose pages may knock: ours alone, or also those that the administrator named (API_ORIGINS), as a hosted API does. */
	pages: 'ours' | 'ours and named';
}

export const doors = {
	auth: { prefix: '/auth/v1/', perAddress: 1_200, perBearer: 120, pages: 'ours and named' },
	rest: { prefix: '/rest/v1/', perAddress: 30_000, perBearer: 1_200, pages: 'ours and named' },
	storage: { prefix: '/storage/v1/', perAddress: 12_000, perBearer: 600, pages: 'ours and named' },
	tickets: { prefix: '/api/tickets/', perAddress: 6_000, perBearer: 120, pages: 'ours' },
	live: { prefix: '/api/live', perAddress: 6_000, perBearer: 120, pages: 'ours' },
	config: { prefix: '/api/config', perAddress: 6_000, perBearer: 120, pages: 'ours' },
	health: { prefix: '/api/health', perAddress: 600, perBearer: 120, pages: 'ours' },
	about: { prefix: '/api/about', perAddress: 6_000, perBearer: 120, pages: 'ours' },
	language: { prefix: '/api/language', perAddress: 6_000, perBearer: 120, pages: 'ours' },
	demo: { prefix: '/demo/', perAddress: 600, perBearer: 120, pages: 'ours' },
	metrics: { prefix: '/metrics', perAddress: 120, perBearer: 120, pages: 'ours' },
} as const satisfies Record<string, Door>;

/** What no door claims: screens and public pages, drawn by the server when the device has no copy. Files are not counted. */
export const pages: Door = { prefix: '/', perAddress: 6_000, perBearer: 120, pages: 'ours' };

export type DoorName = keyof typeof doors | 'pages';

const byPrefix = Object.entries(doors) as [keyof typeof doors, Door][]; // keys of a const object

/** The door an address belongs to; anything else is a page. */
export function doorOf(pathname: string): DoorName {
	const found = byPrefix.find(([, { prefix }]) =>
		prefix.endsWith('/')
			? pathname.startsWith(prefix)
			: pathname === prefix || pathname.startsWith(`${prefix}/`),
	);
	return found?.[0] ?? 'pages';
}

export function doorNamed(name: DoorName): Door {
	return name === 'pages' ? pages : doors[name];
}
