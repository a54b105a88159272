import * as z from 'zod/mini';

/** The part of `GET /api/health` that a page tells a person; also of a server in trouble. */
export const serverSays = z.object({ status: z.enum(['ok', 'failing']), version: z.string() });
