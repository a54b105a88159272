/** What only coordination reads, and only with a connection: who waits to be let in, and the municipalities with their domains and buildings. */
import * as z from 'zod/mini';

const id = z.uuid();

export const coordinationOverview = z.discriminatedUnion('outcome', [
	z.object({
		outcome: z.literal('overview'),
		/** Whose address is proven and who is not in: waiting, or turned away. Who came first stands first. */
		people: z.array(
			z.object({
				profile_id: id,
				/** As the person says; empty until then. */
				name: z.string(),
				email: z.string(),
				came_at: z.nullable(z.string()),
				status: z.enum(['pending', 'left']),
				/** Where they were when it left; null for newcomers. */
				municipality: z.nullable(z.string()),
			}),
		),
		municipalities: z.array(
			z.object({
				municipality_id: id,
				name: z.string(),
				left_at: z.nullable(z.string()),
				domains: z.array(z.string()),
				/** Those that can be chosen, by name. */
				buildings: z.array(z.object({ building_id: id, name: z.string(), address: z.string() })),
				people: z.number(),
				/** Not solved yet. */
				requests: z.number(),
			}),
		),
	}),
	z.object({ outcome: z.literal('not_allowed') }),
]);
export type CoordinationOverview = Extract<z.infer<typeof coordinationOverview>, { outcome: 'overview' }>;
export type PersonInQueue = CoordinationOverview['people'][number];
export type MunicipalityInOverview = CoordinationOverview['municipalities'][number];
export type BuildingInOverview = MunicipalityInOverview['buildings'][number];
