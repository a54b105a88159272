/** Reads a request body up to a limit. */

/** The body, or 'too_large' as soon as it is known to exceed `limit` bytes; a wrong Content-Length does not help. */
export async function readBody(
	request: Request,
	limit: number,
): Promise<Uint8Array<ArrayBuffer> | 'too_large'> {
	if (Number(request.headers.get('content-length') ?? 0) > limit) return 'too_large';
	if (!request.body) return new Uint8Array();
	const parts: Uint8Array[] = [];
	let size = 0;
	for await (const part of request.body) {
		size += part.byteLength;
		if (size > limit) return 'too_large';
		parts.push(part);
	}
	return new Uint8Array(Buffer.concat(parts));
}

/** The same request with a body that was read before. Says its true length: the API judges files by what this header claims. */
export function withBody(request: Request, body: Uint8Array<ArrayBuffer>, url = request.url): Request {
	const { method, signal } = request;
	const headers = new Headers(request.headers);
	headers.delete('content-length');
	if (method === 'GET' || method === 'HEAD') return new Request(url, { method, headers, signal });
	headers.set('content-length', String(body.byteLength));
	return new Request(url, { method, headers, signal, body });
}
