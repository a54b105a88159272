import type { Row } from '#contracts/rows.ts';
import { isUnderWay, judgeTest, stepsOf, type StepReached, type TestVerdict } from '#domain/test-alarm.ts';
import type { LocalDatabase } from '#local/database.ts';
import { haveButtons, readLastTest } from '#push/last-test.ts';
import { clock } from '#state/clock.svelte.ts';
import { Live } from '#state/live.svelte.ts';
import type { Sent, Sync } from '#sync/sync.ts';

/** One test as a screen tells of it. */
export interface ToldTest {
	row: Row<'test_alarms'>;
	verdict: TestVerdict;
	steps: StepReached[];
}

function tell(row: Row<'test_alarms'>, now: Date): ToldTest {
	const facts = {
		cause: row.cause,
		outcome: row.outcome,
		startedAt: new Date(row.started_at),
		expiresAt: new Date(row.expires_at),
		sentAt: readTime(row.sent_at),
		arrivedAt: readTime(row.arrived_at),
		confirmedAt: readTime(row.confirmed_at),
	};
	return { row, verdict: judgeTest(facts, now), steps: stepsOf(facts) };
}

function readTime(text: string | null): Date | null {
	return text === null ? null : new Date(text);
}

/** The person's test alarms, as this device knows them. */
export class TestAlarms {
	#sync: Sync;
	#rows: Live<Row<'test_alarms'>[]>;

	/** The device whose test is being started. */
	starting = $state.raw<string | undefined>();
	/** How the last start ended, and for which device. */
	result = $state.raw<{ deviceId: string; sent: Sent<'start_test_alarm'> } | undefined>();
	/** Of the newest test this very device has shown, where its notification may have no button: the page that has one. */
	confirmHref = $state.raw<string | undefined>();
	/** To which test that page belongs. */
	confirmId = $state.raw<string | undefined>();

	constructor(profileId: string, database: LocalDatabase, sync: Sync) {
		this.#sync = sync;
		this.#rows = new Live(database, () =>
			database.test_alarms.filter((row) => row.profile_id === profileId).toArray(),
		);
	}

	/** Newest first; undefined: not read yet. */
	readonly all = $derived.by(() =>
		this.#rows.current
			?.toSorted((a, b) => Date.parse(b.started_at) - Date.parse(a.started_at))
			.map((row) => tell(row, clock.now)),
	);

	/** The newest that the person asked for, on this device. */
	newestOf(deviceId: string): ToldTest | undefined {
		return this.all?.find(({ row }) => row.device_id === deviceId && row.cause === 'asked');
	}

	/** Never throws. Pressed again while one starts, nothing happens. */
	async start(deviceId: string): Promise<void> {
		if (this.starting !== undefined) return;
		this.starting = deviceId;
		this.result = undefined;
		const sent = await this.#sync.sendNow('start_test_alarm', {
			command_id: crypto.randomUUID(),
			test_alarm_id: crypto.randomUUID(),
			device_id: deviceId,
		});
		this.result = { deviceId, sent };
		this.starting = undefined;
	}

	/**
	 * While the screen is open: follows what the worker shows here, and asks the server every few seconds while something is under way, also where
	 * no word of the server comes through. Returns how to stop.
	 */
	watch(): () => void {
		const ended = new AbortController();
		const { signal } = ended;
		const look = (): void => void this.#lookForButton();
		document.addEventListener('visibilitychange', look, { signal });
		if ('serviceWorker' in navigator) navigator.serviceWorker.addEventListener('message', look, { signal });
		look();
		const timer = setInterval(() => {
			if (this.all?.some(({ verdict }) => isUnderWay(verdict)) === true) void this.#sync.pullNow();
		}, askEveryMs);
		signal.addEventListener('abort', () => clearInterval(timer));
		return () => ended.abort();
	}

	/** iOS has no buttons in notifications, and a running app may hear of no tap (push.md). */
	async #lookForButton(): Promise<void> {
		const test = haveButtons() ? undefined : await readLastTest();
		this.confirmId = test?.request_id;
		this.confirmHref = test?.ticket === undefined ? undefined : `/probe/${test.request_id}#${test.ticket}`;
	}
}

const askEveryMs = 5_000;
