/*
 * What every screen of a signed-in person shares. Made once per page before the first screen, never on the server
 * (`ssr = false` above it), so it may live in a module: there is one person per page.
 */
import { createContext } from 'svelte';
import { type LocalDatabase, openLocal } from '#local/database.ts';
import type { EntryOf } from '#local/outbox.ts';
import { Connection } from '#state/connection.svelte.ts';
import { Directory } from '#state/directory.svelte.ts';
import { forgetEarlyInbox } from '#state/early-inbox.ts';
import { InboxState } from '#state/inbox.svelte.ts';
import type { NewestAlert } from '#state/offer.svelte.ts';
import { registerWorker } from '#push/register-worker.ts';
import { Pending } from '#state/pending.svelte.ts';
import { Notifications } from '#state/notifications.svelte.ts';
import { type Person, readPerson, watchPerson } from '#sync/account.ts';
import { signOut } from '#sync/sign-out.ts';
import { Sync } from '#sync/sync.ts';

export class App {
	readonly person: Person;
	readonly database: LocalDatabase;
	readonly sync: Sync;
	readonly pending: Pending;
	readonly connection: Connection;
	readonly directory: Directory;
	readonly inbox: InboxState;
	readonly notifications: Notifications;
	#stop = new AbortController();

	/** Set when a newer version of the app waits: starts it and reloads. */
	applyUpdate = $state.raw<(() => void) | undefined>();

	/** Set when this browser had thrown away what this device knew: how many things were unsent. Gone once the person has read it. */
	lostUnsent = $state.raw<number | undefined>();

	/** Another window runs a newer version and has changed the database: this one gets nothing new until it is reloaded. */
	newerElsewhere = $state(false);

	/** A request whose words the person wants back in the form; the form takes it and lets go of the entry. */
	toEdit = $state.raw<EntryOf<'create_request'> | undefined>();

	/** Loaded after the first paint. */
	newestAlert = $state.raw<NewestAlert | undefined>();

	/** "Später" under a hint: it is left out until the app is started again. */
	hintsPutOff = $state(false);

	constructor(person: Person, database: LocalDatabase, lostUnsent: number | undefined) {
		this.lostUnsent = lostUnsent;
		this.person = person;
		this.database = database;
		this.sync = new Sync(person.profile_id, database);
		this.pending = new Pending(person.profile_id, database);
		this.connection = new Connection(this.sync.puller, this.pending);
		this.directory = new Directory(person.profile_id, database, this.pending);
		this.inbox = new InboxState(person.profile_id, database, this.directory, this.pending);
		this.notifications = new Notifications(person.profile_id, database, this.sync);
	}

	/** True as soon as this device has ever been brought up to date; until then an empty list means nothing. */
	get hasData(): boolean {
		return this.connection.standing.pulledAt !== undefined || this.directory.me !== undefined;
	}

	/** After the first paint: everything here may load code and talk to the server. Returns how to stop. */
	run(): () => void {
		const { signal } = this.#stop;
		const stops = [
			this.sync.start(() => this.notifications.deviceId),
			registerWorker({
				onPull: () => void this.sync.pullNow(),
				onSubscriptionChanged: () => void this.notifications.check(),
				onUpdateWaiting: (apply) => {
					this.applyUpdate = apply;
				},
			}),
			this.#watchVersion(),
			this.database.onLoss((unsent) => {
				this.lostUnsent = unsent;
				void this.sync.pullNow();
			}),
			// Another tab signed out or in as somebody else: this page would show one person what belongs to another.
			watchPerson(() => {
				if (readPerson()?.profile_id !== this.person.profile_id) location.reload();
			}),
		];
		const check = (): void => {
			if (document.visibilityState === 'visible') void this.notifications.check();
		};
		// Permissions change behind our back, in the browser's own settings.
		document.addEventListener('visibilitychange', check, { signal });
		check();
		// Public pages come without the app; who runs it all must be known when it draws them without network.
		void import('#state/about.ts').then(
			({ loadAbout }) => loadAbout(fetch),
			() => undefined,
		);
		void import('#state/offer.svelte.ts').then(
			({ NewestAlert }) => {
				this.newestAlert = new NewestAlert(this.database);
				this.newestAlert.watch(signal);
			},
			() => undefined,
		);
		void import('#state/follow-packs.ts').then(
			({ followPacks }) => followPacks(this.person.profile_id, this.database, signal),
			() => undefined,
		);
		void import('#state/app-badge.svelte.ts').then(
			({ followBadge }) => {
				const { inbox } = this;
				followBadge(() => (inbox.ready ? inbox.current.wanted.length : undefined), signal);
			},
			() => undefined,
		);
		void import('#state/keep-early-inbox.svelte.ts').then(
			({ keepEarlyInbox }) => keepEarlyInbox(this, signal),
			() => undefined,
		);
		signal.addEventListener('abort', () => {
			for (const stop of stops) stop();
		});
		return () => this.#stop.abort();
	}

	#watchVersion(): () => void {
		const look = ({ newVersion }: IDBVersionChangeEvent): void => {
			// Null: somebody deletes it, which the database looks after itself.
			if (newVersion !== null) this.newerElsewhere = true;
		};
		this.database.on('versionchange', look);
		return () => this.database.on('versionchange').unsubscribe(look);
	}

	/** Explicit sign-out: this device is no longer called and keeps nothing. Ends in a fresh page. Never throws. */
	async signOut(): Promise<void> {
		await this.notifications.leave();
		this.#stop.abort();
		await signOut(this.database).catch(reportError);
		// Last: until the person was forgotten another window may have left it once more.
		forgetEarlyInbox();
		location.replace('/anmelden');
	}
}

export type Started = { outcome: 'ready'; app: App } | { outcome: 'signed_out' } | { outcome: 'no_storage' };

let started: Promise<Started> | undefined;

/** Without network. Safe to call twice: the second call gets the same App. */
export function startApp(): Promise<Started> {
	started ??= start();
	return started;
}

async function start(): Promise<Started> {
	const person = readPerson();
	if (person === undefined) {
		// Signing in later must start anew.
		started = undefined;
		return { outcome: 'signed_out' };
	}
	const opening = await openLocal(person.profile_id);
	if (opening.outcome === 'unavailable') return { outcome: 'no_storage' };
	return { outcome: 'ready', app: new App(person, opening.database, opening.lostUnsent) };
}

const [useApp, provideApp] = createContext<App>();
export { provideApp, useApp };
