/** A mail server that keeps what it is given, refuses it, or falls silent (RFC 5321, as far as one mail at a time needs). */
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** `silent_*`: never answers again from then on. `drops`: hangs up. */
export type SinkMood =
	'takes' | 'refuses_address' | 'refuses_text' | 'busy' | 'drops' | 'silent_at_greeting' | 'silent_at_text';

export interface SmtpSink {
	url: string;
	/** How it treats whoever connects from now on. */
	mood: SinkMood;
	/** Envelope recipients and whole texts, oldest first. */
	mails: { to: string[]; raw: string }[];
	/** Resolves as soon as it holds so many. */
	waitFor(count: number): Promise<void>;
	close(): Promise<void>;
}

export async function startSmtpSink(): Promise<SmtpSink> {
	const sockets = new Set<Socket>();
	const waiting: { count: number; done: () => void }[] = [];
	const server = createServer((socket) => {
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket));
		socket.on('error', () => undefined);
		serve(socket);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo; // listens on a port, not on a pipe

	function keep(mail: SmtpSink['mails'][number]): void {
		sink.mails.push(mail);
		for (const wait of waiting) if (sink.mails.length >= wait.count) wait.done();
	}

	function serve(socket: Socket): void {
		const { mood } = sink;
		if (mood === 'silent_at_greeting') return;
		if (mood === 'drops') {
			socket.destroy();
			return;
		}
		let to: string[] = [];
		let text: string[] | undefined;
		let rest = '';

		function say(line: string): void {
			socket.write(`${line}\r\n`);
		}

		function hear(line: string): void {
			if (text !== undefined) {
				if (line !== '.') {
					text.push(line.startsWith('.') ? line.slice(1) : line);
					return;
				}
				const raw = text.join('\r\n');
				text = undefined;
				if (mood === 'silent_at_text') return;
				if (mood === 'refuses_text') {
					say('554 5.7.1 not wanted');
					return;
				}
				keep({ to, raw });
				to = [];
				say('250 2.0.0 kept');
				return;
			}
			const verb = line.slice(0, 4).toUpperCase();
			if (verb === 'EHLO' || verb === 'HELO') say('250 sink');
			else if (verb === 'MAIL') say(mood === 'busy' ? '451 4.3.0 try later' : '250 2.1.0 ok');
			else if (verb === 'RCPT') {
				if (mood === 'refuses_address') say('550 5.1.1 nobody here');
				else {
					to.push(/<([^>]*)>/.exec(line)?.[1] ?? '');
					say('250 2.1.5 ok');
				}
			} else if (verb === 'DATA') {
				text = [];
				say('354 go on');
			} else if (verb === 'QUIT') {
				say('221 bye');
				socket.end();
			} else say('250 ok');
		}

		socket.setEncoding('utf8');
		socket.on('data', (chunk: string) => {
			const lines = (rest + chunk).split('\r\n');
			rest = lines.pop() ?? '';
			for (const line of lines) hear(line);
		});
		say('220 sink');
	}

	const sink: SmtpSink = {
		url: `smtp://127.0.0.1:${port}`,
		mood: 'takes',
		mails: [],
		waitFor(count) {
			if (sink.mails.length >= count) return Promise.resolve();
			const reached = Promise.withResolvers<undefined>();
			waiting.push({ count, done: () => reached.resolve(undefined) });
			return reached.promise;
		},
		async close() {
			for (const socket of sockets) socket.destroy();
			server.close();
			await once(server, 'close');
		},
	};
	return sink;
}
