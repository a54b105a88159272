import { appConfig } from '#contracts/config.ts';
import { demoPassword } from '#state/demo-accounts.ts';
import { leaveFormer, removeFormerDevice } from '#state/person-change.ts';
import { fetchConfig, type Person, readPerson, signInWithPassword } from '#sync/account.ts';

type Ways = 'demo' | 'code';

/** For the server, which draws the ways in that it has. */
export async function askWays(fetch: typeof globalThis.fetch): Promise<Ways> {
	const answer = await fetch('/api/config');
	return appConfig.parse(await answer.json()).demo ? 'demo' : 'code';
}

/** What the server said when it drew this page (`data-ways`). Undefined where the app draws it by itself. */
export function readDrawnWays(): Ways | undefined {
	const ways = document.querySelector<HTMLElement>('[data-ways]')?.dataset.ways;
	return ways === 'demo' || ways === 'code' ? ways : undefined;
}

/** Ways in, and the way taken. */
export class SignIn {
	/** Undefined while the server is asked; `unreachable`: it did not answer. */
	ways = $state.raw<Ways | 'unreachable' | undefined>();
	/** E-mail of the account that is being signed in. */
	busy = $state.raw<string | undefined>();
	failure = $state.raw<'refused' | 'retry' | undefined>();
	/** Who is signed in on this device already. */
	readonly person: Person | undefined = readPerson();

	/** `drawn`: what the server said when it drew the page. */
	constructor(drawn: Ways | undefined) {
		this.ways = drawn;
	}

	/** Never throws. */
	async load(): Promise<void> {
		if (this.ways === 'unreachable') this.ways = undefined;
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
