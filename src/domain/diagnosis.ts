/** What can be said about whether alerts reach this device, line by line, decided from plain facts. Knows no endpoint, no key, no name. */
import type { IosVersion } from './device-name.ts';
import { isTooOld } from './device-name.ts';

/** `notice`: not known, or not needed now. */
export type Verdict = 'good' | 'notice' | 'bad';
/** Where a finding is mended. */
export type Way = 'installation' | 'notifications' | 'signIn' | 'start';
type Judgement = { verdict: Verdict; way?: Way };

/** Every line in the order it is read out, and everything that can be found there. */
export const findings = {
	device: { fine: { verdict: 'good' }, too_old: { verdict: 'bad' } },
	installation: {
		installed: { verdict: 'good' },
		in_tab: { verdict: 'good' },
		needed: { verdict: 'bad', way: 'installation' },
	},
	permission: {
		granted: { verdict: 'good' },
		not_asked: { verdict: 'bad', way: 'notifications' },
		withdrawn: { verdict: 'bad', way: 'notifications' },
		denied: { verdict: 'bad' },
		denied_on_iphone: { verdict: 'bad' },
		after_installation: { verdict: 'notice' },
		impossible: { verdict: 'bad' },
	},
	subscription: {
		present: { verdict: 'good' },
		off: { verdict: 'bad', way: 'notifications' },
		ended: { verdict: 'bad', way: 'notifications' },
		changed: { verdict: 'bad', way: 'notifications' },
		unregistered: { verdict: 'bad', way: 'notifications' },
		not_yet: { verdict: 'notice' },
	},
	key: {
		same: { verdict: 'good' },
		other: { verdict: 'bad', way: 'notifications' },
		unknown: { verdict: 'notice' },
		none: { verdict: 'notice' },
	},
	server: {
		calls: { verdict: 'good' },
		does_not_call: { verdict: 'bad', way: 'notifications' },
		unconfirmed: { verdict: 'notice' },
		not_registered: { verdict: 'notice' },
	},
	arrival: { arrived: { verdict: 'good' }, never: { verdict: 'notice' } },
	worker: {
		active: { verdict: 'good' },
		other_version: { verdict: 'notice', way: 'start' },
		update_waits: { verdict: 'notice', way: 'start' },
		starting: { verdict: 'notice' },
		none: { verdict: 'bad', way: 'start' },
		impossible: { verdict: 'bad' },
	},
	storage: {
		works: { verdict: 'good' },
		not_kept: { verdict: 'notice' },
		full: { verdict: 'bad' },
		blocked: { verdict: 'bad' },
	},
	session: {
		confirmed: { verdict: 'good' },
		unconfirmed: { verdict: 'notice' },
		ended: { verdict: 'bad', way: 'signIn' },
		nobody: { verdict: 'bad', way: 'signIn' },
	},
	connection: {
		answers: { verdict: 'good' },
		offline: { verdict: 'notice' },
		silent: { verdict: 'bad' },
		failing: { verdict: 'bad' },
	},
	version: {
		current: { verdict: 'good' },
		other: { verdict: 'notice', way: 'start' },
		unchecked: { verdict: 'notice' },
	},
} as const satisfies Record<string, Record<string, Judgement>>;

export type About = keyof typeof findings;
export type FindingOf<Line extends About> = Extract<keyof (typeof findings)[Line], string>;

export interface DiagnosisFacts {
	isIos: boolean;
	iosVersion: IosVersion | undefined;
	/** Opened from the Home Screen or as an installed app. */
	isInstalled: boolean;
	/** Service workers and push exist in this browser. */
	hasPush: boolean;
	permission: 'default' | 'granted' | 'denied' | undefined;
	/** `unjudged`: there is one, and this device has never heard the server's key. */
	subscription: 'none' | 'ours' | 'other_key' | 'unjudged';
	/** The browser's subscription beside the one the server last confirmed for the person here. */
	registered: 'never' | 'same' | 'other';
	/** Whether the server, asked just now in the person's name, calls this device. */
	server: 'calls' | 'does_not_call' | 'signed_out' | 'no_answer';
	arrivedAt: Date | undefined;
	worker: 'impossible' | 'none' | 'starting' | 'active';
	/** A newer version is loaded and waits for this one to end. */
	updateWaits: boolean;
	/** Undefined: it does not say. */
	workerVersion: string | undefined;
	appVersion: string;
	serverVersion: string | undefined;
	database: 'works' | 'blocked';
	/** Bytes. */
	storage: { used: number; quota: number } | undefined;
	/** The browser has promised not to clear what lies here. */
	isPersisted: boolean | undefined;
	/** `kept`: somebody is signed in as far as the device knows. */
	session: 'nobody' | 'without_token' | 'kept';
	connection: 'offline' | 'silent' | 'failing' | 'answers';
}

export type DiagnosisLine = { [Line in About]: { about: Line; finding: FindingOf<Line> } }[About];

/** Of the quota; less room than that is soon none. */
const fullFrom = 0.95;

function findPermission(facts: DiagnosisFacts): FindingOf<'permission'> {
	if (facts.isIos && !facts.isInstalled) return 'after_installation';
	if (!facts.hasPush || facts.permission === undefined) return 'impossible';
	if (facts.permission === 'granted') return 'granted';
	if (facts.permission === 'denied') return facts.isIos ? 'denied_on_iphone' : 'denied';
	return facts.registered === 'never' ? 'not_asked' : 'withdrawn';
}

function findSubscription(facts: DiagnosisFacts): FindingOf<'subscription'> {
	if (findPermission(facts) !== 'granted') return 'not_yet';
	if (facts.subscription === 'none') return facts.registered === 'never' ? 'off' : 'ended';
	if (facts.registered === 'never') return 'unregistered';
	return facts.registered === 'same' ? 'present' : 'changed';
}

function findServer({ registered, server }: DiagnosisFacts): FindingOf<'server'> {
	if (registered === 'never') return 'not_registered';
	return server === 'calls' || server === 'does_not_call' ? server : 'unconfirmed';
}

function findWorker(facts: DiagnosisFacts): FindingOf<'worker'> {
	if (facts.worker !== 'active') return facts.worker;
	if (facts.updateWaits) return 'update_waits';
	const isOther = facts.workerVersion !== undefined && facts.workerVersion !== facts.appVersion;
	return isOther ? 'other_version' : 'active';
}

function findStorage({ database, storage, isPersisted }: DiagnosisFacts): FindingOf<'storage'> {
	if (database === 'blocked') return 'blocked';
	if (storage !== undefined && storage.used >= storage.quota * fullFrom) return 'full';
	return isPersisted === false ? 'not_kept' : 'works';
}

function findSession({ session, server }: DiagnosisFacts): FindingOf<'session'> {
	if (session === 'nobody') return 'nobody';
	if (session === 'without_token' || server === 'signed_out') return 'ended';
	return server === 'no_answer' ? 'unconfirmed' : 'confirmed';
}

const keys = { none: 'none', ours: 'same', other_key: 'other', unjudged: 'unknown' } as const;

/** One line for each part, in the order they are read out. */
export function planDiagnosis(facts: DiagnosisFacts): DiagnosisLine[] {
	const { isIos, isInstalled, appVersion, serverVersion } = facts;
	const inTab = isIos ? 'needed' : 'in_tab';
	const version = serverVersion === undefined ? 'unchecked' : undefined;
	return [
		{ about: 'device', finding: isIos && isTooOld(facts.iosVersion) ? 'too_old' : 'fine' },
		{ about: 'installation', finding: isInstalled ? 'installed' : inTab },
		{ about: 'permission', finding: findPermission(facts) },
		{ about: 'subscription', finding: findSubscription(facts) },
		{ about: 'key', finding: keys[facts.subscription] },
		{ about: 'server', finding: findServer(facts) },
		{ about: 'arrival', finding: facts.arrivedAt === undefined ? 'never' : 'arrived' },
		{ about: 'worker', finding: findWorker(facts) },
		{ about: 'storage', finding: findStorage(facts) },
		{ about: 'session', finding: findSession(facts) },
		{ about: 'connection', finding: facts.connection },
		{ about: 'version', finding: version ?? (serverVersion === appVersion ? 'current' : 'other') },
	];
}

/** What the table says about a line. */
export function judgeLine({ about, finding }: DiagnosisLine): Judgement {
	const found: Record<string, Judgement> = findings[about];
	return found[finding] ?? { verdict: 'notice' };
}

/** Without these nothing arrives; everything else can be wrong and an alert still comes. */
const needed: ReadonlySet<About> = new Set([
	'device',
	'installation',
	'permission',
	'subscription',
	'key',
	'server',
	'worker',
	'connection',
]);

/** Whether an alert would arrive here now, as far as this device knows. */
export function summarize(lines: readonly DiagnosisLine[]): 'would' | 'unsure' | 'would_not' {
	const verdicts = lines.filter(({ about }) => needed.has(about)).map((line) => judgeLine(line).verdict);
	if (verdicts.includes('bad')) return 'would_not';
	return verdicts.includes('notice') ? 'unsure' : 'would';
}
