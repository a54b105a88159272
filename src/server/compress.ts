/**
 * What is made for one request, made small for a phone with one bar: a first pull shrinks to a quarter, a page to a third. What was built is
 * compressed when it is built; the API of a hosted project does this itself.
 * Only what is named, only whole: files are what they are, streams must not wait for a compressor, and sign-in answers hold secrets. Their length
 * tells nothing to others (BREACH): nobody but the holder of a token can make a browser ask the API, since it knows no cookies, and pages drawn
 * by the server hold nothing about a person.
 */
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const [toGzip, toBrotli] = [promisify(gzip), promisify(brotliCompress)];

/** The best first: one page repeats ids over more than the 32 KB that gzip looks back. Browsers take br over HTTPS only. */
const codings = ['br', 'gzip'] as const;
type Coding = (typeof codings)[number];

/** Bytes; below this a packet is not saved. */
const worthwhile = 1_400;

/** RFC 9110, 12.5.3: named, and not with the weight 0. */
function chooseCoding(request: Request): Coding | undefined {
	const taken = request.headers.get('accept-encoding')?.toLowerCase().split(',') ?? [];
	const names = taken.flatMap((one) => {
		const [name, weight] = one.split(';').map((part) => part.trim());
		return /^q=0(?:\.0*)?$/.test(weight ?? '') ? [] : [name];
	});
	return codings.find((coding) => names.includes(coding));
}

function encode(whole: Buffer, coding: Coding): Promise<Buffer<ArrayBuffer>> {
	if (coding === 'gzip') return toGzip(whole);
	// 5 takes no longer than gzip does and is a sixth smaller; the default, 11, takes seconds.
	return toBrotli(whole, {
		params: {
			[constants.BROTLI_PARAM_QUALITY]: 5,
			[constants.BROTLI_PARAM_SIZE_HINT]: whole.byteLength,
		},
	});
}

/** The same answer, compressed where it is of this type, that helps and `request` takes it. The body is read whole first, as it was made whole. */
export async function compress(
	request: Request,
	answer: Response,
	type: 'application/json' | 'text/html',
): Promise<Response> {
	const headers = new Headers(answer.headers);
	if (headers.get('content-type')?.startsWith(type) !== true) return answer;
	if (headers.has('content-encoding') || answer.body === null) return answer;
	headers.append('vary', 'accept-encoding');
	const { status, statusText } = answer;
	const whole = Buffer.from(await answer.arrayBuffer());
	const coding = chooseCoding(request);
	if (whole.byteLength < worthwhile || coding === undefined)
		return new Response(whole, { status, statusText, headers });
	headers.set('content-encoding', coding);
	headers.delete('content-length');
	return new Response(await encode(whole, coding), { status, statusText, headers });
}
