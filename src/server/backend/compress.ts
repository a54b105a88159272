/**
 * Answers of the data API, made small for a phone with one bar: a first pull shrinks to a third or less. Hosted projects do this themselves.
 * Only JSON, only whole: files are what they are, streams must not wait for a compressor, and sign-in answers hold secrets. Their length
 * tells nothing to others (BREACH): nobody but the holder of a token can make a browser ask, since the API knows no cookies.
 */
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const toGzip = promisify(gzip);

/** Bytes; below this a packet is not saved. */
const worthwhile = 1_400;

/** RFC 9110, 12.5.3: named, and not with the weight 0. */
function takesGzip(request: Request): boolean {
	const codings = request.headers.get('accept-encoding')?.toLowerCase().split(',') ?? [];
	return codings.some((coding) => {
		const [name, weight] = coding.split(';').map((part) => part.trim());
		return name === 'gzip' && !/^q=0(?:\.0*)?$/.test(weight ?? '');
	});
}

/** The same answer, as gzip where that helps and `request` takes it. The body is read whole first, as the API has made it whole. */
export async function compressJson(request: Request, answer: Response): Promise<Response> {
	const headers = new Headers(answer.headers);
	if (headers.get('content-type')?.startsWith('application/json') !== true) return answer;
	if (headers.has('content-encoding') || answer.body === null) return answer;
	headers.append('vary', 'accept-encoding');
	const { status, statusText } = answer;
	const whole = Buffer.from(await answer.arrayBuffer());
	if (whole.byteLength < worthwhile || !takesGzip(request))
		return new Response(whole, { status, statusText, headers });
	headers.set('content-encoding', 'gzip');
	headers.delete('content-length');
	return new Response(await toGzip(whole), { status, statusText, headers });
}
