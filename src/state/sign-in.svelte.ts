import { demoPassword } from '#state/demo-accounts.ts';
import { leaveDevice } from '#state/leave-device.ts';
import { readDevice } from '#state/this-device.ts';
import {
	fetchConfig,
	type Person,
	readPerson,
	readSessionEmail,
	removeDevice,
	signInWithPassword,
} from '#sync/account.ts';

/** Ways in, and the way taken. */
export class SignIn {
	/** Undefined while the server is asked; `unreachable`: it did not answer. */
	ways = $state.raw<'demo' | 'code' | 'unreachable' | undefined>();
	/** E-mail of the account that is being signed in. */
	busy = $state.raw<string | undefined>();
	failure = $state.raw<'refused' | 'retry' | undefined>();
	/** Who is signed in on this device already. */
	readonly person: Person | undefined = readPerson();

	/** Never throws. */
	async load(): Promise<void> {
		this.ways = undefined;
		try {
			this.ways = (await fetchConfig()).demo ? 'demo' : 'code';
		} catch {
			this.ways = 'unreachable';
		}
	}

	/** Leaves the page for `target` on success: the app starts anew, with nothing of whoever was here before. Never throws. */
	async asDemo(email: string, target: string): Promise<void> {
		if (this.busy !== undefined) return;
		this.busy = email;
		this.failure = undefined;
		await this.#removeFormerDevice(email);
		const signed = await signInWithPassword(email, demoPassword);
		if (signed.outcome === 'signed_in') {
			await this.#leaveFormer(signed.person);
			location.replace(target);
			return;
		}
		this.failure = signed.outcome;
		this.busy = undefined;
	}

	/**
	 * Only the former person's session may take their device from the server, and signing in ends it. When signing in then fails, their
	 * app finds the device gone and offers to switch it on again.
	 */
	async #removeFormerDevice(nextEmail: string): Promise<void> {
		if (this.person === undefined) return;
		const device = readDevice(this.person.profile_id);
		if (device === undefined) return;
		const email = await readSessionEmail();
		if (email === undefined || email === nextEmail) return;
		await removeDevice(this.person.profile_id, device.device_id);
	}

	/** Somebody else was here and never signed out: what is meant for them must not show up for the next one. */
	async #leaveFormer(next: Person): Promise<void> {
		if (this.person === undefined || this.person.profile_id === next.profile_id) return;
		await leaveDevice(this.person.profile_id);
	}
}
