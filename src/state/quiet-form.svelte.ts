import {
	type BreakThrough,
	quietSpanLimit,
	usualBreakThrough,
	type Weekday,
} from '#domain/availability-words.ts';
import {
	presetStretches,
	type QuietPreset,
	type QuietStretch,
	spansOf,
	stretchesOf,
} from '#domain/quiet-week.ts';
import { Act } from '#state/act.svelte.ts';
import type { App } from '#state/app.svelte.ts';
import { Settings } from '#state/settings.svelte.ts';

/** One stretch while it is edited: it may have no day and no hours yet. */
export interface EditedStretch extends QuietStretch {
	/** Names the row of the form, whatever is in it. */
	key: string;
}

const time = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Quiet hours while somebody edits them; nothing of it counts before it is saved. */
export class QuietForm {
	readonly act: Act<'set_quiet_hours'>;
	readonly settings: Settings;

	stretches = $state.raw<readonly EditedStretch[]>([]);
	onHolidays = $state(false);
	breakThrough = $state<BreakThrough>(usualBreakThrough);
	/** Somebody has tried to save what cannot be saved: from then on it is said what is missing. */
	isJudged = $state(false);
	#isLoaded = false;
	#keys = 0;

	constructor(app: App) {
		this.act = new Act(app.sync, 'set_quiet_hours');
		this.settings = new Settings(app.person.profile_id, app.database, app.pending);
	}

	/** Once what was chosen is known; what somebody types is not overwritten by what comes later. */
	load(): void {
		const { chosen } = this.settings;
		if (chosen === undefined || this.#isLoaded) return;
		this.#isLoaded = true;
		this.stretches = stretchesOf(chosen.quiet_hours).map((stretch) => this.#keyed(stretch));
		this.onHolidays = chosen.quiet_on_holidays;
		this.breakThrough = chosen.break_through;
	}

	/** Those that are complete. */
	readonly spans = $derived.by(() => spansOf(this.stretches.filter(isComplete)));
	readonly isTooMany = $derived.by(() => this.spans.length > quietSpanLimit);

	take(preset: QuietPreset): void {
		this.#change(presetStretches[preset].map((stretch) => this.#keyed(stretch)));
	}

	clear(): void {
		this.onHolidays = false;
		this.#change([]);
	}

	add(): void {
		this.#change([...this.stretches, this.#keyed({ days: [], from: '22:00', until: '07:00' })]);
	}

	remove(key: string): void {
		this.#change(this.stretches.filter((stretch) => stretch.key !== key));
	}

	toggle(key: string, day: Weekday): void {
		this.#edit(key, ({ days }) => ({
			days: days.includes(day) ? days.filter((one) => one !== day) : [...days, day],
		}));
	}

	setTime(key: string, which: 'from' | 'until', value: string): void {
		this.#edit(key, () => ({ [which]: value }));
	}

	/** False: something is missing, and it is said what. */
	async save(): Promise<boolean> {
		this.isJudged = !this.stretches.every(isComplete) || this.isTooMany;
		if (this.isJudged) return false;
		const quiet_hours = this.spans;
		await this.act.press('quiet hours', (command_id) => ({
			command_id,
			quiet_hours,
			quiet_on_holidays: this.onHolidays,
			break_through: this.breakThrough,
		}));
		return true;
	}

	#edit(key: string, change: (stretch: EditedStretch) => Partial<QuietStretch>): void {
		this.#change(
			this.stretches.map((stretch) => (stretch.key === key ? { ...stretch, ...change(stretch) } : stretch)),
		);
	}

	/** What was said of the former state holds no more. */
	#change(stretches: readonly EditedStretch[]): void {
		this.stretches = stretches;
		this.act.dismiss();
	}

	#keyed(stretch: QuietStretch): EditedStretch {
		this.#keys += 1;
		return { ...stretch, key: String(this.#keys) };
	}
}

export function isTime(text: string): boolean {
	return time.test(text);
}

function isComplete({ days, from, until }: QuietStretch): boolean {
	return days.length > 0 && isTime(from) && isTime(until);
}
