import type { Row } from '#contracts/rows.ts';
import { type LaterChoice, usualLater } from '#domain/later-choice.ts';
import { usualCheck } from '#domain/usual-check.ts';
import type { LocalDatabase } from '#local/database.ts';
import { Live } from '#state/live.svelte.ts';
import type { Pending } from '#state/pending.svelte.ts';

/** What this person wants of their notifications, on every device of theirs. */
export class Settings {
	#profileId: string;
	#pending: Pending;
	#rows: Live<Row<'notification_settings'>[]>;

	constructor(profileId: string, database: LocalDatabase, pending: Pending) {
		this.#profileId = profileId;
		this.#pending = pending;
		this.#rows = new Live(database, () => database.notification_settings.toArray());
	}

	/** When a silent device is checked. Undefined while the device is read. */
	readonly weeklyCheck = $derived.by((): { weekday: number; hour: number } | undefined => {
		const rows = this.#rows.current;
		if (rows === undefined || !this.#pending.ready) return undefined;
		const own = this.#pending
			.over('notification_settings', rows)
			.find((row) => row.profile_id === this.#profileId);
		return own === undefined ? usualCheck : { weekday: own.check_weekday, hour: own.check_hour };
	});

	/** Undefined while the device is read. */
	readonly later = $derived.by((): LaterChoice | undefined => {
		const rows = this.#rows.current;
		if (rows === undefined || !this.#pending.ready) return undefined;
		const own = this.#pending.over('notification_settings', rows);
		return own.find((row) => row.profile_id === this.#profileId)?.later ?? usualLater;
	});
}
