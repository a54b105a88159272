/**
 * True when an error says that the database could not be asked right now (unreachable, overloaded, a lock, a deadlock), so that asking
 * again later is right; false for bugs. Codes: SQLSTATE classes, and the words of postgres.js and of sockets.
 */
export function isOutage(error: unknown): boolean {
	if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return false;
	return /^(08|40|53|55|57|58)...$|^CONN|^E[A-Z]+$/.test(error.code);
}
