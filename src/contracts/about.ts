/** `GET /api/about`: what anybody may know of this installation. */
import * as z from 'zod/mini';

export const operator = z.object({
	name: z.string(),
	address: z.string(),
	email: z.string(),
	phone: z.string(),
	represented_by: z.string(),
	supervisory_authority: z.string(),
	data_protection_officer: z.string(),
	enforcement_body: z.string(),
});
export type Operator = z.infer<typeof operator>;

export const about = z.object({
	/** An invented world: nothing here is real. */
	demo: z.boolean(),
	/** Who runs it; null until coordination has written it. */
	operator: z.nullable(operator),
	/** Names of the municipalities that take part, in the order of the German alphabet. */
	municipalities: z.array(z.string()),
});
export type About = z.infer<typeof about>;
