/** What can happen in the property test of three devices, as data: fast-check makes sequences of it and shortens those that fail. */
import fc from 'fast-check';

export const deviceNames = ['anna', 'otto', 'olaf'] as const;
export type DeviceName = (typeof deviceNames)[number];

/** How one call of a device to the server goes. */
export const weathers = [
	'fine',
	/** Carried out, and the answer lost. */
	'lost',
	/** The same call arrives twice at once. */
	'twice',
	/** Never arrives. */
	'dead',
] as const;
export type Weather = (typeof weathers)[number];

/** What somebody else's transaction does while it is held open. `person` is the device's own, from another phone. */
export const slowDeeds = [
	'create',
	'accept',
	'hand_over',
	'offer',
	'help',
	'join_or_leave',
	'publish',
	'remove',
] as const;
export type SlowDeed = (typeof slowDeeds)[number];

/**
 * What a person does on their device. `pick` names one of what the device shows, `cluster` where it goes. `now`: sent at once, else with the
 * next flush.
 */
interface Deed<Name extends string> {
	do: Name;
	device: DeviceName;
	pick: number;
	cluster: number;
	now: boolean;
}
const clusterDeeds = ['create', 'join', 'leave'] as const;
const requestDeeds = [
	'accept',
	'accept',
	'undo',
	'undo',
	'release',
	'hand_over',
	'hand_over',
	'attach',
] as const;
const offerDeeds = ['offer', 'offer', 'decline', 'withdraw', 'take', 'take'] as const;
const helpDeeds = ['help', 'help', 'stop_helping'] as const;
const articleDeeds = ['save', 'save', 'publish', 'archive', 'delete'] as const;
/** About what reaches them, and how. */
const settingDeeds = [
	'set_later',
	'set_weekly_check',
	'set_second_channel',
	'set_lock_screen',
	'set_device_alerts',
	'set_quiet_hours',
	'set_pause',
	'set_muted_cluster',
] as const;
export type ClusterDeed = Deed<(typeof clusterDeeds)[number]>;
export type RequestDeed = Deed<(typeof requestDeeds)[number]>;
export type OfferDeed = Deed<(typeof offerDeeds)[number]>;
export type HelpDeed = Deed<(typeof helpDeeds)[number]>;
export type ArticleDeed = Deed<(typeof articleDeeds)[number]>;
export type SettingDeed = Deed<(typeof settingDeeds)[number]>;

export type Step =
	| ClusterDeed
	| RequestDeed
	| OfferDeed
	| HelpDeed
	| ArticleDeed
	| SettingDeed
	/** The person decides about what was refused. */
	| { do: 'drop' | 'retry'; device: DeviceName }
	/** `windows`: one window of the browser, the other, or both at once. */
	| { do: 'pull' | 'flush'; device: DeviceName; windows: 'first' | 'second' | 'both' }
	| { do: 'go_offline' | 'go_online'; device: DeviceName }
	/** How the next calls of this device go. */
	| { do: 'weather'; device: DeviceName; calls: Weather[] }
	/** What coordination does past all devices. */
	| { do: 'remove' | 'resolve' | 'age'; pick: number }
	| { do: 'begin'; deed: SlowDeed; device: DeviceName; pick: number }
	| { do: 'commit' | 'roll_back' }
	/** The database is copied now, and is later what it was now. */
	| { do: 'back_up' | 'restore' }
	/** What a step becomes when a failing sequence is shortened. */
	| { do: 'nothing' };

/** Written out plainly when a sequence fails. */
function record<Fields>(fields: { [Key in keyof Fields]: fc.Arbitrary<Fields[Key]> }): fc.Arbitrary<Fields> {
	return fc.record(fields, { noNullPrototype: true });
}

const device = fc.constantFrom(...deviceNames);
const pick = fc.nat(99);
const circumstances = {
	// An office worker asks, and is refused the rest: others do more.
	device: fc.constantFrom(
		'anna' as const,
		'anna' as const,
		'otto' as const,
		'otto' as const,
		'olaf' as const,
	),
	pick,
	cluster: fc.nat(1),
	now: fc.boolean(),
};

function weighted(weight: number, arbitrary: fc.Arbitrary<Step>): fc.WeightedArbitrary<Step> {
	return { weight, arbitrary };
}

const anyStep: fc.Arbitrary<Step> = fc.oneof(
	{ withCrossShrink: true },
	weighted(1, fc.constant({ do: 'nothing' })),
	weighted(6, record({ do: fc.constantFrom(...clusterDeeds), ...circumstances })),
	weighted(16, record({ do: fc.constantFrom(...requestDeeds), ...circumstances })),
	weighted(8, record({ do: fc.constantFrom(...offerDeeds), ...circumstances })),
	weighted(5, record({ do: fc.constantFrom(...helpDeeds), ...circumstances })),
	weighted(8, record({ do: fc.constantFrom(...articleDeeds), ...circumstances })),
	weighted(6, record({ do: fc.constantFrom(...settingDeeds), ...circumstances })),
	weighted(2, record({ do: fc.constantFrom('drop', 'retry'), device })),
	weighted(
		12,
		record({
			do: fc.constantFrom('pull', 'pull', 'flush'),
			device,
			windows: fc.constantFrom('first', 'first', 'second', 'both'),
		}),
	),
	weighted(3, record({ do: fc.constantFrom('go_offline', 'go_online'), device })),
	weighted(
		6,
		record({
			do: fc.constant('weather'),
			device,
			calls: fc.array(fc.constantFrom(...weathers), { minLength: 1, maxLength: 4 }),
		}),
	),
	weighted(3, record({ do: fc.constantFrom('remove', 'resolve', 'age'), pick })),
	weighted(4, record({ do: fc.constant('begin'), deed: fc.constantFrom(...slowDeeds), device, pick })),
	weighted(3, record({ do: fc.constantFrom('commit', 'commit', 'roll_back') })),
	weighted(6, record({ do: fc.constantFrom('back_up', 'restore') })),
);

/** Sequences of so many steps. */
export function sequences(length: number): fc.Arbitrary<Step[]> {
	return fc.array(anyStep, { minLength: length, maxLength: length });
}
