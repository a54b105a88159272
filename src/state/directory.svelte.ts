import type { Row } from '#contracts/rows.ts';
import type { LocalDatabase } from '#local/database.ts';
import { Live } from '#state/live.svelte.ts';
import { collect, lookup } from '#state/lookup.ts';
import type { Pending } from '#state/pending.svelte.ts';

export interface PersonName {
	name: string;
	municipality: string;
}

/** Everybody and every place this device knows by name. Small enough to be held whole. */
export class Directory {
	#profileId: string;
	#pending: Pending;
	#rows: Live<{
		municipalities: Row<'municipalities'>[];
		profiles: Row<'profiles'>[];
		contacts: Row<'profile_contacts'>[];
		roles: Row<'roles'>[];
		clusters: Row<'clusters'>[];
		members: Row<'cluster_members'>[];
	}>;

	constructor(profileId: string, database: LocalDatabase, pending: Pending) {
		this.#profileId = profileId;
		this.#pending = pending;
		this.#rows = new Live(database, async () => {
			const [municipalities, profiles, contacts, roles, clusters, members] = await Promise.all([
				database.municipalities.toArray(),
				database.profiles.toArray(),
				database.profile_contacts.toArray(),
				database.roles.toArray(),
				database.clusters.toArray(),
				database.cluster_members.toArray(),
			]);
			return { municipalities, profiles, contacts, roles, clusters, members };
		});
	}

	/** False until the device was read; the lists below are empty until then. */
	readonly ready = $derived.by(() => this.#rows.current !== undefined);

	/** Those that take part. A row kept by an older version does not say whether it left. */
	readonly municipalities = $derived.by(() =>
		(this.#rows.current?.municipalities ?? [])
			.filter(({ left_at }) => !left_at)
			.toSorted((a, b) => a.name.localeCompare(b.name, 'de')),
	);
	readonly clusters = $derived.by(() =>
		(this.#rows.current?.clusters ?? []).toSorted((a, b) => a.position - b.position),
	);
	readonly members = $derived.by(() =>
		this.#pending.over('cluster_members', this.#rows.current?.members ?? []),
	);
	readonly #profiles = $derived.by(() =>
		lookup(this.#pending.over('profiles', this.#rows.current?.profiles ?? []), (row) => row.profile_id),
	);
	readonly #contacts = $derived.by(() => lookup(this.#rows.current?.contacts, (row) => row.profile_id));
	readonly #municipalities = $derived.by(() =>
		lookup(this.#rows.current?.municipalities, (row) => row.municipality_id),
	);
	readonly #clusters = $derived.by(() => lookup(this.#rows.current?.clusters, (row) => row.cluster_id));

	readonly me = $derived.by(() => this.#profiles.get(this.#profileId));
	readonly myContact = $derived.by(() => this.#contacts.get(this.#profileId));
	readonly myRoles = $derived.by(() =>
		collect(
			this.#rows.current?.roles.filter((row) => row.profile_id === this.#profileId).map((row) => row.role),
		),
	);
	readonly myMemberships = $derived.by(() =>
		lookup(
			this.members.filter((row) => row.profile_id === this.#profileId),
			(row) => row.cluster_id,
		),
	);

	/** Whether the server knows this person as a member: one who has just joined without network cannot accept yet. */
	isMemberForSure(clusterId: string): boolean {
		const isJoining = this.#pending.about(clusterId).some(({ name }) => name === 'join_cluster');
		return this.myMemberships.has(clusterId) && !isJoining;
	}

	get isSpecialist(): boolean {
		return this.myRoles.has('specialist');
	}

	get isCoordinator(): boolean {
		return this.myRoles.has('coordinator');
	}

	/** Undefined: not known on this device, or blanked since. */
	personName(profileId: string | null): PersonName | undefined {
		const profile = profileId === null ? undefined : this.#profiles.get(profileId);
		if (profile === undefined || profile.display_name === '') return undefined;
		return { name: profile.display_name, municipality: this.municipalityName(profile.municipality_id) };
	}

	/** Undefined where this person may not see it. */
	contact(profileId: string | null): Row<'profile_contacts'> | undefined {
		return profileId === null ? undefined : this.#contacts.get(profileId);
	}

	municipalityName(municipalityId: string | null): string {
		return (municipalityId === null ? undefined : this.#municipalities.get(municipalityId)?.name) ?? '';
	}

	/** It takes part no longer; its rows stay. */
	hasLeft(municipalityId: string | null): boolean {
		return Boolean(municipalityId !== null && this.#municipalities.get(municipalityId)?.left_at);
	}

	clusterName(clusterId: string): string {
		return this.#clusters.get(clusterId)?.name ?? '';
	}
}
