import type { PushPayload } from '#contracts/push-payload.ts';
import { withReopen, type LocalDatabase } from '#local/database.ts';
import { readLastAlert } from '#push/last-alert.ts';
import { haveButtons, readLastTest } from '#push/last-test.ts';
import { type Offer, planResume, planTestResume, type ResumeContext } from '#push/resume.ts';
import { clock } from '#state/clock.svelte.ts';
import { Live } from '#state/live.svelte.ts';

/** The newest alert on this device, offered wherever the person is in the app. Loaded after the first paint. */
export class NewestAlert {
	#database: LocalDatabase;
	#alert = $state.raw<PushPayload | undefined>();
	/** Only where its notification has no button. */
	#test = $state.raw<PushPayload | undefined>();
	#hidden = $state<number | undefined>();

	constructor(database: LocalDatabase) {
		this.#database = database;
	}

	readonly #request = $derived.by((): Live<ResumeContext['request']> | undefined => {
		const id = this.#alert?.request_id;
		return id === undefined ? undefined : new Live(this.#database, () => this.#judge(id));
	});

	/** What to offer at this address. */
	offerAt(pathname: string): Offer | undefined {
		const context = { now: clock.now.getTime(), pathname, hidden: this.#hidden };
		const request = this.#request?.current ?? 'reading';
		return planResume(this.#alert, { ...context, request }) ?? planTestResume(this.#test, context);
	}

	hide({ rev }: Offer): void {
		this.#hidden = rev;
	}

	/** Now, whenever a page is seen again, and when the worker has heard something. */
	watch(signal: AbortSignal): void {
		const look = (): void => {
			if (document.visibilityState === 'visible') void this.#look();
		};
		document.addEventListener('visibilitychange', look, { signal });
		addEventListener('pageshow', look, { signal });
		if ('serviceWorker' in navigator)
			navigator.serviceWorker.addEventListener('message', () => void this.#look(), { signal });
		look();
	}

	async #look(): Promise<void> {
		if (!haveButtons()) this.#test = await readLastTest();
		const alert = await readLastAlert();
		// The same once more would begin the lookup anew, and the offer would flicker.
		if (alert?.request_id === this.#alert?.request_id && alert?.rev === this.#alert?.rev) return;
		this.#alert = alert;
	}

	async #judge(id: string): Promise<ResumeContext['request']> {
		const row = await withReopen(this.#database, () => this.#database.requests.get(id));
		if (row === undefined) return 'unknown';
		return row.status === 'open' ? 'open' : 'settled';
	}
}
