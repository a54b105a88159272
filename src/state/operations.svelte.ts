import type { OperationsOverview } from '#contracts/operations.ts';
import type { OperationsRead } from '#remote/operations.ts';

/** How the sending of alerts goes. Read from the server each time: nothing of it is kept on a device. */
export class Operations {
	#profileId: string;
	#loading = false;

	/** Undefined until the server has answered; then the last answer stays in view. */
	overview = $state.raw<OperationsOverview | undefined>();
	/** How the last question ended; undefined while the first one runs. */
	standing = $state.raw<OperationsRead['outcome'] | undefined>();

	constructor(profileId: string) {
		this.#profileId = profileId;
	}

	/** One question at a time. Never throws. */
	async load(): Promise<void> {
		if (this.#loading) return;
		this.#loading = true;
		const room = await import('#remote/operations.ts').catch(() => undefined);
		const read = (await room?.readOperations(this.#profileId)) ?? { outcome: 'retry' as const };
		if (read.outcome === 'read') this.overview = read.overview;
		this.standing = read.outcome;
		this.#loading = false;
	}

	/** Asks again from the beginning. */
	async retry(): Promise<void> {
		this.standing = undefined;
		await this.load();
	}
}
