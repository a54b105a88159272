import type { Row } from '#contracts/rows.ts';
import { unnumbered } from '#local/overlay.ts';

/** The server does not know this request yet: it has no number, and nobody else can see it. Apart from the file of a request, which no list loads. */
export function isUnsent(request: Row<'requests'>): boolean {
	return request.number === unnumbered;
}
