import { createSubscriber } from 'svelte/reactivity';
import { parseMailAddress } from '#domain/mail-address.ts';
import { codeDigits, codeMinutes, readCode } from '#domain/sign-in-code.ts';
import { type CodeStep, forgetCodeStep, keepCodeStep, readCodeStep } from '#state/code-step.ts';
import { leaveFormer, removeFormerDevice } from '#state/person-change.ts';
import { readPerson } from '#sync/account.ts';
import { askForCode, type CodeAsked, type CodeTaken, enterNetwork, takeCode } from '#sync/code.ts';

/** Between two mails, as hosted Supabase has it (`max_frequency` in supabase/config.toml). */
const pauseMs = 60_000;

/** Why it did not go on; in the order of the two steps. */
export type CodeTrouble =
	| 'no_address'
	| 'bad_address'
	| 'mail_trouble'
	| 'too_often'
	| 'incomplete'
	| 'wrong'
	| 'dead'
	| 'expired'
	| 'not_valid'
	| 'shut'
	| 'retry';

const subscribe = createSubscriber((update) => {
	const timer = setInterval(update, 1_000);
	return () => clearInterval(timer);
});

/** Signing in by code, from the address to the app. */
export class CodeSignIn {
	address = $state('');
	/** Digits alone, at most six. */
	code = $state('');
	busy = $state.raw<'sending' | 'checking' | undefined>();
	trouble = $state.raw<CodeTrouble | undefined>();
	/** Known only right after a wrong code. */
	triesLeft = $state.raw<number | undefined>();
	/** A code is on its way: the second step. */
	step = $state.raw<CodeStep | undefined>(readCodeStep(Date.now()));
	#againAt = $state.raw(this.step?.again_at ?? 0);
	/** Where the way leads afterwards. */
	readonly #target: () => string;
	#typed = false;

	constructor(target: () => string) {
		this.#target = target;
	}

	/** Seconds until another code may be asked for; counts down by itself while somebody looks. */
	get wait(): number {
		subscribe();
		return Math.max(0, Math.ceil((this.#againAt - Date.now()) / 1000));
	}

	/** The address of whoever used this device last, unless something has been typed. Never throws. */
	async suggestAddress(): Promise<void> {
		const person = readPerson();
		if (person === undefined) return;
		const room = await import('#local/database.ts').catch(() => undefined);
		const opening = await room?.openLocal(person.profile_id);
		if (opening === undefined || opening.outcome === 'unavailable') return;
		const contact = await opening.database.profile_contacts.get(person.profile_id).catch(() => undefined);
		if (!this.#typed && this.address === '') this.address = contact?.email ?? '';
	}

	typeAddress(text: string): void {
		this.#typed = true;
		this.address = text;
		this.trouble = undefined;
	}

	/** The code is handed in as soon as it is whole, typed or pasted. */
	async typeCode(text: string): Promise<void> {
		this.code = readCode(text);
		if (this.code.length === codeDigits) await this.enter();
	}

	/** First step. Never throws. */
	async send(): Promise<void> {
		const address = parseMailAddress(this.address);
		if (address === undefined) {
			this.trouble = this.address.trim() === '' ? 'no_address' : 'bad_address';
			return;
		}
		await this.#ask(address);
	}

	/** A new code to the same address; the old one is worth nothing then. Never throws. */
	async sendAgain(): Promise<void> {
		if (this.step === undefined || this.wait > 0) return;
		await this.#ask(this.step.address);
	}

	async #ask(address: string): Promise<void> {
		if (this.busy !== undefined) return;
		this.busy = 'sending';
		this.trouble = undefined;
		const asked = await askForCode(address);
		this.busy = undefined;
		this.#apply(address, asked);
	}

	#apply(address: string, asked: CodeAsked): void {
		const now = Date.now();
		if (asked.outcome === 'sent') {
			this.code = '';
			this.#keep({ address, sent_at: now, again_at: now + pauseMs });
			return;
		}
		this.trouble = asked.outcome;
		if (asked.outcome === 'too_often') this.#hold(asked.seconds);
	}

	/** The code is there already, asked for on another device: nothing is sent. */
	haveCode(): void {
		const address = parseMailAddress(this.address);
		if (address === undefined) {
			this.trouble = this.address.trim() === '' ? 'no_address' : 'bad_address';
			return;
		}
		this.trouble = undefined;
		this.#keep({ address, sent_at: Date.now(), again_at: this.#againAt });
	}

	/** Second step: leaves the page on success, the app starts anew with nothing of whoever was here before. Never throws. */
	async enter(): Promise<void> {
		const { step } = this;
		if (step === undefined || this.busy !== undefined) return;
		if (this.code.length < codeDigits) {
			this.trouble = 'incomplete';
			return;
		}
		this.busy = 'checking';
		this.trouble = undefined;
		const former = readPerson();
		await removeFormerDevice(step.address);
		const taken = await takeCode(step.address, this.code);
		if (taken.outcome !== 'signed_in') {
			this.busy = undefined;
			this.#refuse(step, taken);
			return;
		}
		forgetCodeStep();
		await leaveFormer(former, taken.person);
		await enterNetwork(taken.person.profile_id);
		location.replace(this.#target());
	}

	#refuse(step: CodeStep, taken: Exclude<CodeTaken, { outcome: 'signed_in' }>): void {
		const isOld = Date.now() - step.sent_at > codeMinutes * 60_000;
		this.trouble = taken.outcome === 'not_valid' && isOld ? 'expired' : taken.outcome;
		this.triesLeft = taken.outcome === 'wrong' ? taken.triesLeft : undefined;
		// What could not be sent is still right; everything else has to be typed anew.
		if (taken.outcome !== 'retry') this.code = '';
		if (taken.outcome === 'too_often') this.#hold(taken.seconds);
	}

	/** Back to the first step; the address stays to be corrected. */
	changeAddress(): void {
		this.address = this.step?.address ?? this.address;
		this.step = undefined;
		this.code = '';
		this.trouble = undefined;
		forgetCodeStep();
	}

	/** The server says when to come back; where it does not, a minute is a fair guess. */
	#hold(seconds = pauseMs / 1000): void {
		this.#againAt = Date.now() + seconds * 1000;
		if (this.step !== undefined) this.#keep({ ...this.step, again_at: this.#againAt });
	}

	#keep(step: CodeStep): void {
		this.step = step;
		this.#againAt = step.again_at;
		keepCodeStep(step);
	}
}
