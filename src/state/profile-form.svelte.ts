import { Act } from '#state/act.svelte.ts';
import type { App } from '#state/app.svelte.ts';
import { readContact } from '#sync/own-account.ts';

/** Name and contacts as the person writes them. What is hidden lies on no device: it comes from the server, or stays as it is. */
export class ProfileForm {
	#app: App;
	readonly act: Act<'save_profile'>;

	name = $state('');
	phone = $state('');
	showsPhone = $state(true);
	showsEmail = $state(true);
	/** The address that others see, or do not. */
	email = $state('');
	/** Whether `phone` is what the server has: until then a field left alone changes nothing. */
	knowsContact = $state(false);
	/** Pressed without a name. */
	isNameMissing = $state(false);
	#phoneTouched = false;
	/** As the person chose it here, '' for none; undefined: it stays as it is. */
	#chosenBuilding = $state<string>();

	constructor(app: App) {
		this.#app = app;
		this.act = new Act(app.sync, 'save_profile');
		this.name = app.directory.me?.display_name ?? app.person.name;
		this.phone = app.directory.myContact?.phone ?? '';
		this.email = app.directory.myContact?.email ?? '';
	}

	/** Brings what the server has; what was typed meanwhile stays. Never throws. */
	async load(): Promise<void> {
		const read = await readContact(this.#app.person.profile_id);
		if (read.outcome !== 'read') return;
		if (!this.#phoneTouched) this.phone = read.contact.phone;
		this.email = read.contact.email;
		if (!this.knowsContact) {
			this.showsPhone = read.contact.shows_phone;
			this.showsEmail = read.contact.shows_email;
		}
		this.knowsContact = true;
	}

	touchPhone(): void {
		this.#phoneTouched = true;
	}

	/** The id of the building that counts once this is saved; '' for none. */
	get building(): string {
		return this.#chosenBuilding ?? this.#app.directory.me?.building_id ?? '';
	}

	chooseBuilding(buildingId: string): void {
		this.#chosenBuilding = buildingId;
	}

	/** Keeps it on the device and sends it. True when the server has taken it or it waits to be sent. Never throws. */
	async save(): Promise<boolean> {
		this.isNameMissing = this.name.trim() === '';
		if (this.isNameMissing) return false;
		const isKnown = this.knowsContact || this.#phoneTouched;
		const chosen = this.#chosenBuilding;
		const ran = await this.act.press(this.#app.person.profile_id, (command_id) => ({
			command_id,
			display_name: this.name,
			shows_phone: this.showsPhone,
			shows_email: this.showsEmail,
			...(isKnown ? { phone: this.phone } : {}),
			...(chosen === undefined ? {} : { building_id: chosen === '' ? null : chosen }),
		}));
		return ran?.outcome === 'kept' || (ran?.outcome === 'answered' && ran.answer.outcome === 'saved');
	}
}
