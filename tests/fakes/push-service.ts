/**
 * A push service on this machine: the only outside party the tests fake. Over HTTPS it takes RFC 8030 POSTs as
 * strictly as the real ones, over a WebSocket it passes them on to Firefox, and it records every POST.
 * It must never accept what a real service would refuse.
 */
import { startAutopush } from './autopush.ts';
import { ackMessage, attachReceiver, makeChannel } from './channel.ts';
import type { Behaviour, Channel, PushMessage, ReceivedPush } from './channel.ts';
import { startEndpoint, type Load } from './endpoint.ts';
import { makeNews } from './news.ts';
import { makeTestAuthority } from './test-ca.ts';

export type { Behaviour, ReceivedPush } from './channel.ts';
export type Ack = { id: string; code: number };
export type PushService = Awaited<ReturnType<typeof startPushService>>;

const patience = 15_000;

/** Starts the service on free ports. `now` (epoch milliseconds) decides when messages and tokens expire. */
export async function startPushService({ now = Date.now }: { now?: () => number } = {}) {
	const authority = await makeTestAuthority();
	const channels = new Map<string, Channel>();
	const { until, changed } = makeNews();
	let usual: Behaviour = 201;
	const endpoint = await startEndpoint(authority.server, { find, usual: () => usual, now, changed });
	const autopush = await startAutopush({ open, find, endpoint: addressOf, now, changed });

	function open(id: string, subscriberKey: string | undefined): Channel {
		const channel = makeChannel(id, subscriberKey);
		channels.set(id, channel);
		return channel;
	}

	function find(id: string): Channel | undefined {
		return channels.get(id);
	}

	function get(id: string): Channel {
		const channel = channels.get(id);
		if (channel === undefined)
			throw new Error(`push service: no channel ${id}; endpoint() or a browser opens one`);
		return channel;
	}

	function addressOf(id: string): string {
		return `${endpoint.url}/push/${id}`;
	}

	function atLeast<T>(
		list: readonly T[],
		count: number,
		what: string,
		within: number,
	): Promise<readonly T[]> {
		const words = (): string =>
			`push service: ${String(count)} ${what} expected, ${String(list.length)} seen`;
		return until(() => (list.length >= count ? [...list] : undefined), words, within);
	}

	return {
		/** Origin of the endpoints. */
		url: endpoint.url,
		/** The same as host:port, for `PUSH_EXTRA_HOSTS`. */
		host: new URL(endpoint.url).host,
		/** For Firefox: `dom.push.serverURL`. */
		wsUrl: autopush.url,
		/** For `NODE_EXTRA_CA_CERTS` of a child process. */
		caFile: authority.caFile,
		/** The same as text, for `new https.Agent({ ca })`. */
		ca: authority.ca,

		/** The endpoint of a channel without a browser, opened on first use. With a key, other VAPID keys get 403. */
		endpoint(channel: string, vapidKey?: string): string {
			if (find(channel) === undefined) open(channel, vapidKey);
			return addressOf(channel);
		},
		/** The channel an endpoint belongs to. */
		channelOf: (address: string): string => address.slice(address.lastIndexOf('/') + 1),
		/** The next POSTs to this channel are answered so, one step each; after that as usual. */
		script(channel: string, steps: readonly Behaviour[]): void {
			get(channel).steps = [...steps];
		},
		/** How everything without a script is answered from now on; 201 at the start. */
		answerUsually(behaviour: Behaviour): void {
			usual = behaviour;
		},
		/** Whatever is held now is answered; what comes later is held again while that is how things are answered. */
		release: (): void => {
			endpoint.release();
		},
		/** The subscription ends: 410 from now on. */
		end(channel: string): void {
			get(channel).gone = true;
		},
		/**
		 * A browser made of code: gets what is stored, then all that comes.
		 * A message is kept until `receive` resolves; its failure counts as code 102 (not given to the worker).
		 */
		attach(channel: string, receive: (body: Buffer) => Promise<unknown>): () => void {
			const target = get(channel);
			function pass({ id, body }: PushMessage): void {
				const taken = (): void => {
					ackMessage(target, id, 100);
				};
				const refused = (): unknown => target.acks.push({ id, code: 102 });
				void receive(body).then(taken, refused).then(changed);
			}
			attachReceiver(target, pass, now());
			return () => {
				if (target.receive === pass) target.receive = undefined;
			};
		},

		/** Every POST to this channel so far, refused ones included, in order of arrival. */
		received: (channel: string): readonly ReceivedPush[] => [...get(channel).received],
		/** Waits until `count` POSTs have come; resolves with all of them. */
		waitFor: (channel: string, count = 1, within = patience): Promise<readonly ReceivedPush[]> =>
			atLeast(get(channel).received, count, `POSTs to ${channel}`, within),
		/** Waits for `count` acknowledgements of the browser: 100 given to the worker, 101 not decryptable. */
		waitForAcks: (channel: string, count = 1, within = patience): Promise<readonly Ack[]> =>
			atLeast(get(channel).acks, count, `acknowledgements from ${channel}`, within),
		/** How many messages wait for the browser of this channel. */
		waiting: (channel: string): number => get(channel).stored.size,

		/** Firefox without a network, and back: it reconnects by itself. */
		takeOffline: autopush.takeOffline,
		bringOnline: autopush.bringOnline,
		/** Waits until so many Firefoxes are connected. */
		waitForBrowsers: (count: number, within = patience): Promise<true> =>
			until(
				() => autopush.connected() === count || undefined,
				() => `push service: ${String(count)} browsers`,
				within,
			),

		load: (): Load => endpoint.load(),
		/** Waits until the load is as wished, for example `({ requestsOpen }) => requestsOpen === 0`. */
		waitForLoad: (isWished: (load: Load) => boolean, within = patience): Promise<true> =>
			until(
				() => isWished(endpoint.load()) || undefined,
				() => 'push service: another load',
				within,
			),
		/** Forgets what was received, acknowledged and counted; channels, scripts and connections stay. */
		forget(): void {
			for (const channel of channels.values()) channel.received.length = channel.acks.length = 0;
			endpoint.resetLoad();
		},
		async close(): Promise<void> {
			await Promise.all([autopush.close(), endpoint.close()]);
			authority.forget();
		},
	};
}
