/**
 * What a browser gives a page beside our code: IndexedDB, storage that outlives a page, a network that comes and goes, somebody who looks.
 * Our own Dexie code runs on it unchanged.
 */
import Dexie, { type DexieOptions } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { vi } from 'vitest';
import { type Changes, emptyRows, type Row, type Rows } from '#contracts/rows.ts';
import { type LocalDatabase, openLocal } from '#local/database.ts';

/** For `vi.waitFor`, which gives up after one second by itself: on a busy machine IndexedDB made of code may take longer. */
export const patience = { timeout: 15_000 } as const;

export const me = 'd1000000-0000-4000-8000-000000000001';

export interface FakeDevice {
	/** The browser's IndexedDB. */
	factory: IDBFactory;
	options: DexieOptions;
	/** Opens the person's database as a window would; each call is another window. */
	open(): Promise<LocalDatabase>;
	/** What was reported to whoever reads the log. */
	reported: unknown[];
	setOnline(online: boolean): void;
	setVisible(visible: boolean): void;
	/** Closes every window's database and takes the page away again. */
	end(): void;
}

/** Memory of a browser, as `localStorage` and `sessionStorage` offer it. */
function makeStorage(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'clear'> {
	const held = new Map<string, string>();
	return {
		getItem: (key) => held.get(key) ?? null,
		setItem: (key, value) => void held.set(key, value),
		removeItem: (key) => void held.delete(key),
		clear: () => held.clear(),
	};
}

/** Stubs what our code asks a page for; `end` takes it back. */
export function fakeDevice(): FakeDevice {
	const factory = new IDBFactory();
	const options = { indexedDB: factory, IDBKeyRange };
	// Live queries ask whether there is an IndexedDB at all here, whatever their database was given.
	Dexie.dependencies.indexedDB = factory;
	Dexie.dependencies.IDBKeyRange = IDBKeyRange;
	const reported: unknown[] = [];
	const frame = new EventTarget();
	const network = { onLine: true, locks: navigator.locks, userAgent: 'a test' };
	const page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
	const windows: LocalDatabase[] = [];
	vi.stubGlobal('localStorage', makeStorage());
	vi.stubGlobal('sessionStorage', makeStorage());
	vi.stubGlobal('navigator', network);
	vi.stubGlobal('document', page);
	vi.stubGlobal('addEventListener', frame.addEventListener.bind(frame));
	vi.stubGlobal('reportError', (error: unknown) => void reported.push(error));
	// Dexie says in the console what it was told to do.
	vi.spyOn(console, 'warn').mockReturnValue(undefined);
	return {
		factory,
		options,
		reported,
		async open() {
			const opening = await openLocal(me, options);
			if (opening.outcome !== 'open') throw new Error('the database does not open', { cause: reported });
			windows.push(opening.database);
			return opening.database;
		},
		setOnline(online) {
			network.onLine = online;
			frame.dispatchEvent(new Event(online ? 'online' : 'offline'));
		},
		setVisible(visible) {
			page.visibilityState = visible ? 'visible' : 'hidden';
			page.dispatchEvent(new Event('visibilitychange'));
		},
		end() {
			for (const database of windows) database.close();
			vi.unstubAllGlobals();
			vi.restoreAllMocks();
		},
	};
}

/** The database is deleted past our code, as a person does in the settings of the browser. */
export function deleteBehindOurBack({ factory }: FakeDevice): Promise<void> {
	return new Promise((resolve, reject) => {
		const deleting = factory.deleteDatabase(`rufkreis-${me}`);
		deleting.onsuccess = () => resolve();
		deleting.onerror = () => reject(new Error('the database cannot be deleted'));
	});
}

/** An id that says which one it is: `kind` is one hexadecimal digit. */
export function idOf(kind: string, number: number): string {
	return `${kind}0000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

/** One page of a pull with these rows and nothing else. */
export function pageOf(cursor: string, rows: Partial<Rows> = {}, rest: Partial<Changes> = {}): Changes {
	return {
		cursor,
		more: false,
		kept_since: '2026-08-26T03:00:00+00:00',
		rows: { ...emptyRows(), ...rows },
		gone: [],
		replaced: [],
		unread: 0,
		...rest,
	};
}

export function requestRow(number: number, rest: Partial<Row<'requests'>> = {}): Row<'requests'> {
	return {
		request_id: idOf('a', number),
		number,
		title: `Anfrage ${number}`,
		kind: 'incident',
		priority: 2,
		status: 'open',
		cluster_id: idOf('c', 1),
		municipality_id: idOf('e', 1),
		accepted_by: null,
		accepted_at: null,
		alert_round: 1,
		created_at: '2026-11-20T08:00:00+00:00',
		...rest,
	};
}

export function detailsRow(number: number): Row<'request_details'> {
	return {
		request_id: idOf('a', number),
		requester_id: me,
		body: 'Es geht nicht.',
		place: 'Rathaus',
		callback: '0351 1',
		reach: null,
	};
}

export function eventRow(request: number, number: number): Row<'request_events'> {
	return {
		request_event_id: idOf('b', request * 100 + number),
		request_id: idOf('a', request),
		kind: 'created',
		actor_id: me,
		facts: {},
		happened_at: '2026-11-20T08:00:00+00:00',
	};
}

export function attachmentRow(request: number, number: number): Row<'attachments'> {
	return {
		attachment_id: idOf('f', request * 100 + number),
		request_id: idOf('a', request),
		uploader_id: me,
		name: 'bild.png',
		content_type: 'image/png',
		bytes: 3,
		created_at: '2026-11-20T08:00:00+00:00',
	};
}
