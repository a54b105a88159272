/**
 * The ways into storage that nobody of ours takes and the library behind opens all the same: addresses that work without a session (signed
 * ones), and the keeping of buckets. And names it stumbles over instead of refusing them.
 */

function readName(pathname: string): string | undefined {
	try {
		return decodeURIComponent(pathname);
	} catch {
		return undefined;
	}
}

function refuse(status: 400 | 404, error: string, message: string): Response {
	return Response.json({ statusCode: String(status), error, message }, { status });
}

/** `pathname` as it came, still encoded. Undefined lets the request pass to the library and the policies behind it. Never throws. */
export function refuseAtStorage(pathname: string): Response | undefined {
	const name = readName(pathname);
	// PostgreSQL keeps no NUL; whatever else is no letter belongs into no name either.
	if (name === undefined || /\p{Cc}/u.test(name))
		return refuse(400, 'InvalidKey', 'So kann eine Datei nicht heißen.');
	if (/^\/storage\/v1\/(?:bucket|object\/sign|object\/upload\/sign)(?:\/|$)/.test(name))
		return refuse(404, 'not_found', 'Diesen Eingang gibt es hier nicht.');
	return undefined;
}
