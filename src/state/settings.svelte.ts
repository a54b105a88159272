import type { Row } from '#contracts/rows.ts';
import type { LaterChoice } from '#domain/later-choice.ts';
import type { LocalDatabase } from '#local/database.ts';
import { ownSettings } from '#local/overlay.ts';
import { Live } from '#state/live.svelte.ts';
import type { Pending } from '#state/pending.svelte.ts';

type Chosen = Row<'notification_settings'>;

/** What this person wants of their notifications, on every device of theirs. */
export class Settings {
	#profileId: string;
	#pending: Pending;
	#rows: Live<Chosen[]>;

	constructor(profileId: string, database: LocalDatabase, pending: Pending) {
		this.#profileId = profileId;
		this.#pending = pending;
		this.#rows = new Live(database, () => database.notification_settings.toArray());
	}

	/** With what is not sent yet; what is usual where nothing was chosen. Undefined while the device is read. */
	readonly chosen = $derived.by((): Chosen | undefined => {
		const rows = this.#rows.current;
		if (rows === undefined || !this.#pending.ready) return undefined;
		return this.#own(this.#pending.over('notification_settings', rows));
	});

	/** What the server said last: by that it alerts. Undefined while the device is read. */
	readonly inForce = $derived.by((): Chosen | undefined => {
		const rows = this.#rows.current;
		return rows === undefined ? undefined : this.#own(rows);
	});

	/** When a silent device is checked. Undefined while the device is read. */
	readonly weeklyCheck = $derived.by((): { weekday: number; hour: number } | undefined =>
		this.chosen === undefined
			? undefined
			: { weekday: this.chosen.check_weekday, hour: this.chosen.check_hour },
	);

	/** Whether a mail follows an alert that no device confirms. Undefined while the device is read. */
	get secondChannel(): boolean | undefined {
		return this.chosen?.second_channel;
	}

	/** Undefined while the device is read. */
	get later(): LaterChoice | undefined {
		return this.chosen?.later;
	}

	#own(rows: Chosen[]): Chosen {
		return ownSettings(rows, { profile_id: this.#profileId });
	}
}
