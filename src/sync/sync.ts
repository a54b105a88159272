/*
 * The only room that knows device and server. One Sync per signed-in person and page; screens read the database and act
 * through `run`.
 */
import type { CommandArguments, CommandName } from '#contracts/commands.ts';
import { applyChanges, readMark } from '#local/apply.ts';
import type { LocalDatabase } from '#local/database.ts';
import type { Ears } from '#remote/live.ts';
import { pullChanges } from '#remote/pull.ts';
import { sendCommand, type Sent } from '#remote/send.ts';
import { keepPulling } from '#sync/schedule.ts';
import { type PullOutcome, Puller } from '#sync/puller.ts';

export class Sync {
	readonly puller: Puller;
	#profileId: string;

	constructor(profileId: string, database: LocalDatabase) {
		this.#profileId = profileId;
		this.puller = new Puller({
			readMark: () => readMark(database),
			pull: (cursor) => pullChanges(profileId, cursor),
			apply: (changes, how) => applyChanges(database, changes, how),
			now: () => Date.now(),
			report: reportError,
		});
	}

	/** Returns how to stop. */
	start(): () => void {
		return keepPulling(
			() => this.puller.pullNow(),
			(ears) => listen(this.#profileId, ears),
		);
	}

	pullNow(): Promise<PullOutcome> {
		return this.puller.pullNow();
	}

	/**
	 * Sends a command and, when the server decided, brings the device up to date before it answers: whoever reads the
	 * database afterwards sees the effect, unless the network broke in between. Never throws.
	 */
	async run<Name extends CommandName>(name: Name, args: CommandArguments<Name>): Promise<Sent<Name>> {
		const sent = await sendCommand(this.#profileId, name, args);
		if (sent.outcome === 'answered') await this.puller.pullNow();
		return sent;
	}
}

/** Listening is code no first paint waits for. Where it cannot be loaded, sweeps do alone what they do anyway. Returns how to stop. */
function listen(profileId: string, ears: Ears): () => void {
	const stop = new AbortController();
	import('#remote/live.ts')
		.then(({ followLive }) => followLive(profileId, ears, stop.signal))
		.catch(() => undefined);
	return () => stop.abort();
}

export type { Sent };
