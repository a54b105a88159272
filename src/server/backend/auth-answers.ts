/** Answers in the form of Supabase Auth: supabase-js reads `error_code` and `msg` of them, and nothing else. */

export function refuse(
	status: number,
	code: string,
	sentence: string,
	headers: Record<string, string> = {},
): Response {
	return Response.json(
		{ code: status, error_code: code, msg: sentence },
		{ status, headers: { 'access-control-allow-origin': '*', 'x-sb-error-code': code, ...headers } },
	);
}

export function parseJson(body: Uint8Array): unknown {
	try {
		return JSON.parse(new TextDecoder().decode(body));
	} catch {
		return undefined;
	}
}

export function encode(value: unknown): Uint8Array<ArrayBuffer> {
	return new TextEncoder().encode(JSON.stringify(value));
}
