import type { Row } from '#contracts/rows.ts';
import { cleanFileName, isPicture } from '#domain/file.ts';
import { readBytes } from '#local/outbox.ts';
import type { App } from '#state/app.svelte.ts';
import { clock } from '#state/clock.svelte.ts';
import { prepareFile, type Prepared } from '#state/prepare-file.ts';
import { planNext } from '#sync/outbox-plan.ts';
import { downloadFile, type Downloaded } from '#remote/download.ts';

/** `uploading`: on its way right now, as far as this device knows; `queued`: its turn comes later. */
export type FileStanding = 'stored' | 'uploading' | 'queued' | 'offline';

/** Why a chosen file was not even kept on this device. */
export type NotAdded = Exclude<Prepared['outcome'], 'ready'> | 'not_kept';

export type Opened =
	| { outcome: 'open'; file: Row<'attachments'>; url: string }
	| { outcome: Exclude<Downloaded['outcome'], 'downloaded'>; file: Row<'attachments'> };

/** The files of one request: adding, opening, and how each of them stands. */
export class Files {
	#app: App;
	#requestId: string;

	/** How many chosen files are still being made ready. */
	preparing = $state(0);
	/** Chosen files that were not kept, until the person has read why. */
	notAdded = $state.raw<readonly { name: string; reason: NotAdded }[]>([]);
	/** The file whose bytes are being fetched. */
	opening = $state.raw<string | undefined>();
	/** How the last opening ended; undefined before the first one and when the person has closed it. */
	opened = $state.raw<Opened | undefined>();

	constructor(app: App, requestId: string) {
		this.#app = app;
		this.#requestId = requestId;
	}

	/** Files of this request that the server has refused: the person decides, in the outbox. */
	readonly refused = $derived.by(() =>
		this.#app.pending.refused.flatMap((entry) =>
			entry.name === 'attach_file' && entry.args.request_id === this.#requestId ? [entry.args] : [],
		),
	);

	/** One of `RequestFile.attachments`. */
	standingOf(attachmentId: string): FileStanding {
		const { waiting, refused } = this.#app.pending;
		const entry = waiting.find(
			(each) => each.name === 'attach_file' && each.args.attachment_id === attachmentId,
		);
		if (entry === undefined) return 'stored';
		if (this.#app.connection.standing.last === 'retry') return 'offline';
		const entries = [...waiting, ...refused].toSorted((a, b) => a.order - b.order);
		const next = planNext(entries, 'uploads', clock.now.getTime());
		return next.outcome === 'send' && next.entry === entry ? 'uploading' : 'queued';
	}

	/** Keeps each file on the device; from then on it goes out by itself. `unnamed`: what a file without a readable name is called. Never throws. */
	async add(chosen: readonly File[], unnamed: string): Promise<void> {
		this.notAdded = [];
		this.preparing += chosen.length;
		for (const file of chosen) {
			const prepared = await prepareFile(file, unnamed);
			if (prepared.outcome === 'ready') void this.#keep(file.name, prepared);
			else this.#refuse(file.name, prepared.outcome);
			this.preparing -= 1;
		}
	}

	async #keep(
		chosenName: string,
		{ name, contentType, bytes }: Prepared & { outcome: 'ready' },
	): Promise<void> {
		const attachment_id = crypto.randomUUID();
		const ran = await this.#app.sync.run(
			'attach_file',
			{
				command_id: crypto.randomUUID(),
				attachment_id,
				request_id: this.#requestId,
				name,
				content_type: contentType,
				bytes: bytes.byteLength,
			},
			// No draft has this key. It makes a refusal stay in the outbox with its bytes: the person may have left this screen by then.
			{ enclosed: { bytes }, draft: `file ${attachment_id}` },
		);
		if (ran.outcome === 'not_kept') this.#refuse(chosenName, 'not_kept');
	}

	#refuse(name: string, reason: NotAdded): void {
		this.notAdded = [...this.notAdded, { name, reason }];
	}

	/** Fetches the bytes, from this device where it still has them. Whoever calls it shows `opened`. Never throws. */
	async open(file: Row<'attachments'>): Promise<void> {
		if (this.opening !== undefined) return;
		this.close();
		this.opening = file.attachment_id;
		const kept = await readBytes(this.#app.database, file.attachment_id).catch(() => undefined);
		const got: Downloaded =
			kept === undefined
				? await downloadFile(this.#app.person.profile_id, `${this.#requestId}/${file.attachment_id}`)
				: { outcome: 'downloaded', bytes: new Blob([kept]) };
		// Closed meanwhile: nobody would ever give these bytes back.
		if (this.opening !== file.attachment_id) return;
		this.opening = undefined;
		if (got.outcome !== 'downloaded') {
			this.opened = { outcome: got.outcome, file };
			return;
		}
		// An address of these bytes is of our origin: under a type that can act it would act as us wherever it is opened.
		const type = isPicture(file.content_type) ? file.content_type : 'application/octet-stream';
		const url = URL.createObjectURL(new Blob([got.bytes], { type }));
		this.opened = { outcome: 'open', file, url };
	}

	/** Hands the opened file to the device, under its name. Call it while the person presses: browsers save nothing by themselves. */
	save(unnamed: string): void {
		if (this.opened?.outcome !== 'open') return;
		const { file, url } = this.opened;
		const download = cleanFileName(file.name) || unnamed;
		Object.assign(document.createElement('a'), { href: url, download }).click();
	}

	/** The bytes leave the memory of the page; what is still being fetched is not shown any more. */
	close(): void {
		this.opening = undefined;
		if (this.opened?.outcome === 'open') URL.revokeObjectURL(this.opened.url);
		this.opened = undefined;
	}
}
