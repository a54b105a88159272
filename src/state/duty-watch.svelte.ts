import type { DutyAlarms, Reachability } from '#contracts/duty.ts';
import type { App } from '#state/app.svelte.ts';
import { readDutyAlarms, readReachability } from '#sync/duty.ts';

/** Who cannot be reached and when nobody is on call, as far as this person is told. Asked anew with every pull while somebody looks. */
export class DutyWatch {
	#app: App;

	/** Of the clusters this person is topic owner of; empty until the server has answered, then the last answer stays in view. */
	clusters = $state.raw<readonly Reachability[]>([]);
	/** Of coordination alone. */
	alarms = $state.raw<DutyAlarms | undefined>();

	constructor(app: App) {
		this.#app = app;
	}

	readonly #owns = $derived.by(() =>
		[...this.#app.directory.myMemberships.values()].some(({ role }) => role === 'owner'),
	);

	/** For an effect: asks now and again whenever this device was brought up to date, which a change on the server brings about. */
	follow(what: 'clusters' | 'alarms'): void {
		if (this.#app.connection.standing.pulledAt === undefined) return;
		if (what === 'alarms' ? this.#app.directory.isCoordinator : this.#owns) void this.#load(what);
	}

	of(clusterId: string): Reachability | undefined {
		return this.clusters.find(({ cluster_id }) => cluster_id === clusterId);
	}

	async #load(what: 'clusters' | 'alarms'): Promise<void> {
		const profileId = this.#app.person.profile_id;
		if (what === 'clusters') {
			const read = await readReachability(profileId);
			if (read.outcome === 'read') this.clusters = read.clusters;
		} else {
			const read = await readDutyAlarms(profileId);
			if (read.outcome === 'read') this.alarms = read.alarms;
		}
	}
}
