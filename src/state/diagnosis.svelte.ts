import { type DiagnosisFacts, type DiagnosisLine, planDiagnosis } from '#domain/diagnosis.ts';
import { serverSays } from '#contracts/health.ts';
import { readDeviceFacts } from '#push/read-diagnosis.ts';
import { readDevice } from '#state/this-device.ts';
import { readConfig, readPerson } from '#sync/account.ts';
import { hasKeptSession, readOwnDevices } from '#sync/own-devices.ts';

/** Milliseconds for each question to the server. */
const patience = 5000;

/** Whether alerts reach this device. Needs no session, no database and no network: what it cannot find out is a finding. */
export class Diagnosis {
	#appVersion: string;

	facts = $state.raw<DiagnosisFacts | undefined>();
	/** When the facts were found, in milliseconds; 0 as long as there are none. */
	checkedAt = $state(0);
	isChecking = $state(false);

	constructor(appVersion: string) {
		this.#appVersion = appVersion;
	}

	readonly lines = $derived.by((): DiagnosisLine[] | undefined => this.facts && planDiagnosis(this.facts));

	/** Safe to call at any time. Never throws. */
	async check(): Promise<void> {
		if (this.isChecking) return;
		this.isChecking = true;
		const person = readPerson();
		const memory = person && readDevice(person.profile_id);
		const [answer, server, vapidPublicKey] = await Promise.all([
			askServer(),
			person === undefined ? ('no_answer' as const) : askForDevice(person.profile_id, memory?.device_id),
			readKey(),
		]);
		const device = await readDeviceFacts({ vapidPublicKey, registered: memory?.registered });
		const kept = hasKeptSession() ? 'kept' : 'without_token';
		this.facts = {
			...device,
			...answer,
			server,
			appVersion: this.#appVersion,
			session: person === undefined ? 'nobody' : kept,
		};
		this.checkedAt = Date.now();
		this.isChecking = false;
	}

	/** Looks now and whenever the page is seen again: permissions change in the browser's own settings. Returns how to stop. */
	watch(): () => void {
		const look = (): void => {
			if (document.visibilityState === 'visible') void this.check();
		};
		document.addEventListener('visibilitychange', look);
		look();
		return () => document.removeEventListener('visibilitychange', look);
	}
}

async function askServer(): Promise<Pick<DiagnosisFacts, 'connection' | 'serverVersion'>> {
	if (!navigator.onLine) return { connection: 'offline', serverVersion: undefined };
	try {
		const signal = AbortSignal.timeout(patience);
		const answer = await fetch('/api/health', { cache: 'no-store', credentials: 'omit', signal });
		const { data } = serverSays.safeParse(await answer.json());
		if (data === undefined) return { connection: 'failing', serverVersion: undefined };
		return { connection: data.status === 'ok' ? 'answers' : 'failing', serverVersion: data.version };
	} catch {
		return { connection: 'silent', serverVersion: undefined };
	}
}

async function askForDevice(
	profileId: string,
	deviceId: string | undefined,
): Promise<DiagnosisFacts['server']> {
	const read = await inTime(readOwnDevices(profileId));
	switch (read?.outcome) {
		case 'read':
			return deviceId !== undefined && read.ids.includes(deviceId) ? 'calls' : 'does_not_call';
		case 'signed_out':
			return 'signed_out';
		case 'retry':
		case 'too_large':
		case 'broken':
		case undefined:
			return 'no_answer';
	}
}

async function readKey(): Promise<string | undefined> {
	return (await inTime(readConfig()))?.vapidPublicKey;
}

/** Undefined when it fails or takes too long. */
async function inTime<Value>(work: Promise<Value>): Promise<Value | undefined> {
	const { promise: late, resolve } = Promise.withResolvers<undefined>();
	const timer = setTimeout(resolve, patience, undefined);
	try {
		return await Promise.race([work, late]);
	} catch {
		return undefined;
	} finally {
		clearTimeout(timer);
	}
}
