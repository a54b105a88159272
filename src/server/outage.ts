/**
 * True when an error says that the database could not be asked right now (unreachable, overloaded, a lock, a deadlock), so that asking
 * again later is right; false for bugs. Codes: SQLSTATE classes, and the words of postgres.js and of sockets.
 */
export function isOutage(error: unknown): boolean {
	if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return false;
	return /^(08|40|53|55|57|58)...$|^CONN|^E[A-Z]+$/.test(error.code);
}

/**
 * The work's result, or an outage error when it takes longer than `ms`; the work itself goes on. postgres.js 3.4.9 can leave a connection
 * behind that never sends again (its issue 1154 and those it names), and whoever is given that one would otherwise wait half a minute.
 */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
	const limit = Promise.withResolvers<never>();
	const handle = setTimeout(
		() => limit.reject(Object.assign(new Error('too slow'), { code: 'ETIMEDOUT' })),
		ms,
	);
	try {
		return await Promise.race([work, limit.promise]);
	} finally {
		clearTimeout(handle);
	}
}
