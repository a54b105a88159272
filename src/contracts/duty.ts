/** What the doors `read_reachability`, `read_duty_alarms` and `my_duties` answer. Times as the database writes them. */
import * as z from 'zod/mini';

const id = z.uuid();
const text = z.string();
const gaps = z.array(z.object({ starts_at: text, ends_at: text }));

const oneCluster = z.object({
	cluster_id: id,
	members: z.number(),
	/** Everybody has a device that takes alerts and was heard of within four weeks. */
	all_reachable: z.boolean(),
	/** People by what their best device can do, and how many pause. Null below five members: a number would point at a person. */
	counts: z.nullable(
		z.object({ none: z.number(), silent: z.number(), quiet: z.number(), paused: z.number() }),
	),
	/** When somebody is planned and nobody is there, in the next four weeks; the first ten. */
	gaps,
});
/** Of the clusters whose topic owner asks; without a name of anybody. Null: whoever asks is not in. */
export const reachability = z.nullable(z.array(oneCluster));
export type Reachability = z.infer<typeof oneCluster>;

/** Null: whoever asks is not coordination. */
export const dutyAlarms = z.nullable(
	z.object({
		people: z.array(
			z.object({
				profile_id: id,
				cluster_id: id,
				reach: z.enum(['none', 'silent']),
				starts_at: text,
				ends_at: text,
				/** As far as the person shows it. */
				phone: z.nullable(text),
			}),
		),
		/** Of clusters whose topic owners are not there to see them. */
		gaps: z.array(z.object({ cluster_id: id, gaps })),
	}),
);
export type DutyAlarms = NonNullable<z.infer<typeof dutyAlarms>>;

const shift = z.object({
	shift_id: id,
	cluster_id: id,
	/** Of `taken`: whose turn it is. Of `given`: who has it now. */
	profile_id: id,
	starts_at: text,
	ends_at: text,
});
export type HandedShift = z.infer<typeof shift>;

/** Null: whoever asks is not in. */
export const ownDuties = z.nullable(
	z.object({
		taken: z.array(shift),
		given: z.array(shift),
		/** Duties within one's own pause that nobody has taken; the first ten. */
		gaps: z.array(z.object({ cluster_id: id, starts_at: text, ends_at: text })),
	}),
);
export type OwnDuties = NonNullable<z.infer<typeof ownDuties>>;
