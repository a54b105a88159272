import type { Row } from '#contracts/rows.ts';
import type { App } from '#state/app.svelte.ts';
import { Live } from '#state/live.svelte.ts';

/** The buildings of this person's municipality, as the device knows them. Apart from the directory: few screens ask. */
export class Buildings {
	#app: App;
	#rows: Live<Row<'buildings'>[]>;

	constructor(app: App) {
		this.#app = app;
		this.#rows = new Live(app.database, () => app.database.buildings.toArray());
	}

	/** False until the device was read. */
	readonly ready = $derived.by(() => this.#rows.current !== undefined);

	/** Those that can be chosen, by name. */
	readonly choices = $derived.by(() =>
		(this.#rows.current ?? [])
			.filter(
				({ municipality_id, removed_at }) =>
					municipality_id === this.#app.directory.me?.municipality_id && removed_at === null,
			)
			.toSorted((a, b) => a.name.localeCompare(b.name, 'de')),
	);

	/** Undefined: none is chosen, or not known here. One that was removed is still somebody's until they choose another. */
	readonly mine = $derived.by(() => this.find(this.#app.directory.me?.building_id ?? null));

	find(buildingId: string | null): Row<'buildings'> | undefined {
		return this.#rows.current?.find((row) => row.building_id === buildingId);
	}
}
