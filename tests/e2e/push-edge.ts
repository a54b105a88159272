/**
 * The one thing about Chromium that is not real: `pushManager.subscribe()`, which crashes headless Chromium 156.
 * A page gets a subscription at the local push service whose keys the test owns. It lives with the test, not in
 * the page's storage, so it survives reloads and whatever the app wipes. Errors are those of the real Chrome.
 */
import { randomUUID } from 'node:crypto';
import type { BrowserContext } from '@playwright/test';
import { makeReceiver, type Receiver } from '#tests/fakes/decrypt.ts';
import type { PushService } from '#tests/fakes/push-service.ts';

export type Subscription = {
	channel: string;
	endpoint: string;
	/** base64url, as the page passed it. */
	applicationServerKey: string;
	keys: Receiver['keys'];
};

type Ask = { ask: 'read' | 'end' } | { ask: 'make'; applicationServerKey: string };

export type PushEdge = {
	/** What the browser is subscribed to now. */
	subscription(): Subscription | undefined;
	/** Plaintext of a body sent to any subscription this browser ever had. Throws for a stranger's. */
	decrypt(body: Buffer): string;
};

/** Must be called before the first page of our origin opens. `subscribed` hears of every new subscription. */
export async function stubPushManager(
	context: BrowserContext,
	push: PushService,
	subscribed: (subscription: Subscription) => void,
): Promise<PushEdge> {
	const receivers: Receiver[] = [];
	let current: Subscription | undefined;

	function answer(question: Ask): Subscription | undefined {
		if (question.ask === 'make') {
			const receiver = makeReceiver();
			const channel = randomUUID();
			const { applicationServerKey } = question;
			const endpoint = push.endpoint(channel, applicationServerKey);
			receivers.push(receiver);
			current = { channel, endpoint, applicationServerKey, keys: receiver.keys };
			subscribed(current);
		} else if (question.ask === 'end' && current !== undefined) {
			push.end(current.channel);
			current = undefined;
		}
		return current;
	}

	await context.exposeBinding('__pushEdge', (_source, question: Ask) => answer(question));
	await context.addInitScript(replacePushManager);

	return {
		subscription: () => current,
		decrypt(body) {
			for (const receiver of receivers) {
				try {
					return receiver.decrypt(body).toString('utf8');
				} catch {
					continue;
				}
			}
			throw new Error('no key of this browser decrypts this message');
		},
	};
}

/** Runs inside every page before its own scripts; uses nothing from around it. */
function replacePushManager(): void {
	if (typeof PushManager === 'undefined') return;
	type Asked = (question: Ask) => Promise<Subscription | undefined>;
	// The binding is put on the page's global object by Playwright; lib.dom cannot know it.
	const ask = (globalThis as unknown as { __pushEdge: Asked }).__pushEdge;

	function toBytes(text: string): Uint8Array<ArrayBuffer> {
		const base64 = text.replaceAll('-', '+').replaceAll('_', '/');
		return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
	}

	function toText(key: BufferSource | string | null | undefined): string {
		if (key === undefined || key === null)
			throw new DOMException('missing applicationServerKey', 'AbortError');
		if (typeof key === 'string') return key.replace(/=+$/, '');
		const bytes =
			key instanceof ArrayBuffer ? new Uint8Array(key) : new Uint8Array(key.buffer, key.byteOffset);
		const base64 = btoa(String.fromCharCode(...bytes.subarray(0, key.byteLength)));
		return base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
	}

	function toSubscription({ endpoint, keys, applicationServerKey }: Subscription): PushSubscription {
		const own = {
			endpoint,
			expirationTime: null,
			options: { userVisibleOnly: true, applicationServerKey: toBytes(applicationServerKey).buffer },
			getKey: (name: PushEncryptionKeyName) => toBytes(keys[name]).buffer,
			toJSON: () => ({ endpoint, expirationTime: null, keys }),
			unsubscribe: async () => (await ask({ ask: 'read' }))?.endpoint === endpoint && (await end()),
		};
		// On the real prototype, so that `instanceof PushSubscription` holds.
		return Object.setPrototypeOf(own, PushSubscription.prototype) as typeof own & PushSubscription;
	}

	async function end(): Promise<boolean> {
		await ask({ ask: 'end' });
		return true;
	}

	async function getSubscription(): Promise<PushSubscription | null> {
		const current = await ask({ ask: 'read' });
		return current ? toSubscription(current) : null;
	}

	async function subscribe(options?: PushSubscriptionOptionsInit): Promise<PushSubscription> {
		const applicationServerKey = toText(options?.applicationServerKey);
		if (toBytes(applicationServerKey).length !== 65)
			throw new DOMException('applicationServerKey must contain a P-256 point', 'InvalidAccessError');
		if (options?.userVisibleOnly !== true || (await Notification.requestPermission()) !== 'granted')
			throw new DOMException('Registration failed - permission denied', 'NotAllowedError');
		const current = await ask({ ask: 'read' });
		if (current && current.applicationServerKey !== applicationServerKey)
			throw new DOMException('another applicationServerKey already exists', 'InvalidStateError');
		const made = current ?? (await ask({ ask: 'make', applicationServerKey }));
		if (made === undefined) throw new DOMException('Registration failed', 'AbortError');
		return toSubscription(made);
	}

	Object.assign(PushManager.prototype, { subscribe, getSubscription });
}
