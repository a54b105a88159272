import { demoPassword } from '#state/demo-accounts.ts';
import { leaveFormer, removeFormerDevice } from '#state/person-change.ts';
import { fetchConfig, type Person, readPerson, signInWithPassword } from '#sync/account.ts';

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
		await removeFormerDevice(email);
		const signed = await signInWithPassword(email, demoPassword);
		if (signed.outcome === 'signed_in') {
			await leaveFormer(this.person, signed.person);
			location.replace(target);
			return;
		}
		this.failure = signed.outcome;
		this.busy = undefined;
	}
}
