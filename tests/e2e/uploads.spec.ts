/** Files of a request: what hangs or fails on its way to storage holds up nothing, is never lost and arrives once. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import type { Page, Route } from '@playwright/test';
import { startApp } from './app.ts';
import type { RunningApp } from './app.ts';
import { startChromium } from './chromium.ts';
import type { ChromiumPhone } from './chromium.ts';
import { accounts, readTable } from './device.ts';
import { signIn } from './people.ts';

const network = 'c1000000-0000-4000-8000-000000000001';

let app: RunningApp;
let anna: ChromiumPhone;
let ben: ChromiumPhone;

test.describe.configure({ mode: 'serial', timeout: 180_000 });
test.beforeAll(async () => {
	app = await startApp();
	[anna, ben] = await Promise.all([takePhone('Anna Richter'), takePhone('Ben Schubert')]);
});
test.afterAll(async () => {
	await Promise.all([anna, ben].map((phone) => phone.close()));
	await app.close();
});

async function takePhone(name: string): Promise<ChromiumPhone> {
	const phone = await startChromium({ origin: app.origin, push: app.push });
	const page = await phone.openPage('/');
	await signIn(page, name);
	await page.evaluate(() => navigator.serviceWorker.ready);
	await page.close();
	return phone;
}

let asked = 0;

/** A new request to the network cluster, in which Anna and Ben are; answers its id. Nobody may ask more than five times in ten minutes. */
async function ask(title: string): Promise<string> {
	const request_id = randomUUID();
	const asker = [accounts.sabine, accounts.clara][asked++ % 2] ?? '';
	const answer = await fetch(`${app.origin}/rest/v1/rpc/create_request`, {
		method: 'POST',
		headers: {
			apikey: app.publishableKey,
			authorization: `Bearer ${app.tokenOf(asker)}`,
			'content-type': 'application/json',
		},
		body: JSON.stringify({
			command_id: randomUUID(),
			request_id,
			cluster_id: network,
			title,
			body: '',
			priority: 2,
			kind: 'incident',
		}),
	});
	expect(await answer.json()).toMatchObject({ outcome: 'created' });
	return request_id;
}

async function openRequest(phone: ChromiumPhone, id: string, title: string): Promise<Page> {
	const page = await phone.openPage(`/anfragen/${id}`);
	await expect(page.getByRole('heading', { name: title })).toBeVisible();
	return page;
}

interface Choice {
	name: string;
	mimeType: string;
	buffer: Buffer;
}

async function addFiles(page: Page, files: Choice[]): Promise<void> {
	const choosing = page.waitForEvent('filechooser');
	await page.getByRole('button', { name: 'Datei hinzufügen' }).click();
	await (await choosing).setFiles(files);
}

function fileButton(page: Page, name: string) {
	return page.getByRole('region', { name: 'Dateien' }).getByRole('button', { name: new RegExp(`^${name}`) });
}

/** The storage door of this phone: cut until `mend`, in the way it is cut right now. What hangs is neither answered nor refused. */
async function cutStorage(phone: ChromiumPhone) {
	const hanging: Route[] = [];
	let how: 'hang' | 'refuse' = 'hang';
	const door = '**/storage/v1/**';
	await phone.context.route(door, async (route) => {
		if (how === 'hang') hanging.push(route);
		else await route.abort('connectionreset');
	});
	return {
		/** Uploads that began and were left hanging since the cut. */
		begun: () => hanging.length,
		/** From now on the door is slammed instead, also on those who hang. */
		async refuse() {
			how = 'refuse';
			await Promise.all(hanging.map((route) => route.abort('connectionreset').catch(() => undefined)));
		},
		async mend() {
			await phone.context.unroute(door);
			await Promise.all(hanging.map((route) => route.abort('connectionreset').catch(() => undefined)));
		},
	};
}

async function storedFor(id: string): Promise<{ objects: number; attachments: number }> {
	const [row] = await app.sql<{ objects: number; attachments: number }[]>`
		select (select count(*)::int from storage.objects where split_part(name, '/', 1) = ${id}) as objects,
			(select count(*)::int from public.attachments where request_id = ${id}) as attachments`;
	return row ?? { objects: -1, attachments: -1 };
}

async function statusOf(id: string): Promise<unknown> {
	const [row] = await app.sql`select status, accepted_by from public.requests where request_id = ${id}`;
	return row;
}

const annas = { status: 'accepted', accepted_by: accounts.anna };

async function failuresOfUploads(page: Page): Promise<number> {
	const rows = await readTable(page, accounts.anna, 'outbox');
	return Math.max(
		0,
		...rows.filter(({ name }) => name === 'attach_file').map(({ failures }) => Number(failures)),
	);
}

/** The bytes as this person gets them through the screen. */
async function saveFromScreen(page: Page, name: string): Promise<Buffer> {
	await fileButton(page, name).click();
	const saving = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Auf dem Gerät speichern' }).click();
	const download = await saving;
	expect(download.suggestedFilename()).toBe(name);
	const bytes = await readFile(await download.path());
	await page.getByRole('button', { name: 'Schließen' }).click();
	return bytes;
}

function hashOf(bytes: Buffer): string {
	return createHash('sha256').update(bytes).digest('hex');
}

test('a 10 MB upload that hangs and then keeps failing delays no accept, and arrives once with its own bytes', async () => {
	const [about, first, second] = (await Promise.all(
		['Protokoll vom Router', 'Rathaus offline', 'Telefonanlage stumm'].map(ask),
	)) as [string, string, string]; // three in, three out
	const bytes = randomBytes(10 * 1024 * 1024);
	const cut = await cutStorage(anna);
	const page = await openRequest(anna, about, 'Protokoll vom Router');
	await addFiles(page, [{ name: 'protokoll.pdf', mimeType: 'application/pdf', buffer: bytes }]);
	await expect(fileButton(page, 'protokoll.pdf')).toContainText('10 MB');
	await expect(fileButton(page, 'protokoll.pdf')).toContainText('wird hochgeladen');
	await expect.poll(() => cut.begun()).toBe(1);

	// It hangs: neither answered nor given up.
	const other = await openRequest(anna, first, 'Rathaus offline');
	await other.getByRole('button', { name: 'Annehmen' }).click();
	await expect.poll(() => statusOf(first)).toEqual(annas);
	expect([cut.begun(), await failuresOfUploads(page), await storedFor(about)]).toEqual([
		1,
		0,
		{ objects: 0, attachments: 0 },
	]);

	// It fails, again and again.
	await cut.refuse();
	await expect.poll(() => failuresOfUploads(page), { timeout: 70_000 }).toBeGreaterThanOrEqual(3);
	const third = await openRequest(anna, second, 'Telefonanlage stumm');
	await third.getByRole('button', { name: 'Annehmen' }).click();
	await expect.poll(() => statusOf(second)).toEqual(annas);
	expect(await storedFor(about)).toEqual({ objects: 0, attachments: 0 });

	await cut.mend();
	await expect.poll(() => storedFor(about), { timeout: 70_000 }).toEqual({ objects: 1, attachments: 1 });
	await expect(fileButton(page, 'protokoll.pdf')).toContainText(/\d\d:\d\d/);
	// Nothing of it waits any longer, and the device gave the room back.
	await expect.poll(() => readTable(page, accounts.anna, 'outbox')).toEqual([]);
	expect(await readTable(page, accounts.anna, 'files')).toEqual([]);
	const order = await app.sql`
		select (select max(accepted_at) from public.requests where request_id in ${app.sql([first, second])})
			< (select created_at from public.attachments where request_id = ${about}) as accepted_before`;
	expect(order).toEqual([{ accepted_before: true }]);

	const bens = await openRequest(ben, about, 'Protokoll vom Router');
	expect(hashOf(await saveFromScreen(bens, 'protokoll.pdf'))).toBe(hashOf(bytes));
	await anna.closePages();
	await ben.closePages();
});

test('a reload in the middle of an upload loses nothing, and the file is there once', async () => {
	const about = await ask('Switch im Keller blinkt rot');
	const bytes = randomBytes(300_000);
	const cut = await cutStorage(anna);
	const page = await openRequest(anna, about, 'Switch im Keller blinkt rot');
	await addFiles(page, [{ name: 'log.txt', mimeType: 'text/plain', buffer: bytes }]);
	await expect.poll(() => cut.begun()).toBe(1);
	await page.reload();
	await expect(fileButton(page, 'log.txt')).toContainText('wird hochgeladen');
	// It is still on this device, so it can be opened without storage.
	expect(hashOf(await saveFromScreen(page, 'log.txt'))).toBe(hashOf(bytes));
	await expect.poll(() => cut.begun()).toBe(2);
	await cut.mend();
	await expect.poll(() => storedFor(about), { timeout: 70_000 }).toEqual({ objects: 1, attachments: 1 });
	await expect(fileButton(page, 'log.txt')).toHaveCount(1);
	await anna.closePages();
});

test('without a network a file waits and says so, and one that is not on the device cannot be opened', async () => {
	const about = await ask('Beamer ohne Bild');
	const bens = await openRequest(ben, about, 'Beamer ohne Bild');
	await addFiles(bens, [{ name: 'anleitung.pdf', mimeType: 'application/pdf', buffer: randomBytes(1_000) }]);
	await expect.poll(() => storedFor(about)).toEqual({ objects: 1, attachments: 1 });

	const page = await openRequest(anna, about, 'Beamer ohne Bild');
	await expect(fileButton(page, 'anleitung.pdf')).toBeVisible();
	await anna.context.setOffline(true);
	await fileButton(page, 'anleitung.pdf').click();
	await expect(page.getByText('Diese Datei ist noch nicht auf diesem Gerät')).toBeVisible();
	await addFiles(page, [
		{ name: 'notiz.txt', mimeType: 'text/plain', buffer: Buffer.from('Kabel getauscht') },
	]);
	await expect(fileButton(page, 'notiz.txt')).toContainText('wartet auf Netz');
	expect(await storedFor(about)).toEqual({ objects: 1, attachments: 1 });
	await anna.context.setOffline(false);
	await expect.poll(() => storedFor(about), { timeout: 70_000 }).toEqual({ objects: 2, attachments: 2 });
	expect((await saveFromScreen(page, 'anleitung.pdf')).length).toBe(1_000);
	await anna.closePages();
	await ben.closePages();
});

test('a photo leaves the device small and without the place where it was taken', async () => {
	const about = await ask('Fehlermeldung am Schalter');
	const page = await openRequest(anna, about, 'Fehlermeldung am Schalter');
	const photo = withPlace(await drawPhoto(page, 4000, 3000));
	expect(photo.includes('Exif')).toBe(true);
	await addFiles(page, [
		{ name: 'IMG_0815.jpeg', mimeType: 'image/jpeg', buffer: photo },
		{ name: 'namenlos', mimeType: '', buffer: photo },
	]);
	await expect.poll(() => storedFor(about)).toEqual({ objects: 2, attachments: 2 });
	for (const name of ['IMG_0815.jpg', 'namenlos.jpg']) {
		const bytes = await saveFromScreen(page, name);
		expect([bytes.includes('Exif'), bytes.includes('Nossen')]).toEqual([false, false]);
		expect(await measure(page, bytes)).toEqual([1600, 1200]);
	}
	await fileButton(page, 'IMG_0815.jpg').click();
	await expect(page.getByRole('img', { name: 'IMG_0815.jpg' })).toBeVisible();
	await anna.closePages();
});

test('what cannot be sent is refused with a sentence before it is kept', async () => {
	const about = await ask('Scanner klemmt');
	const page = await openRequest(anna, about, 'Scanner klemmt');
	await addFiles(page, [
		{ name: 'leer.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) },
		{ name: 'riesig.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(10 * 1024 * 1024 + 1) },
		{ name: 'kamera.heic', mimeType: 'image/heic', buffer: randomBytes(500) },
		{ name: `${'lang'.repeat(60)}.txt`, mimeType: 'text/plain', buffer: Buffer.from('lang') },
	]);
	const notice = page.getByRole('status').filter({ hasText: '3 Dateien wurden nicht hinzugefügt' });
	await expect(notice).toContainText('leer.txt: Die Datei ist leer.');
	await expect(notice).toContainText('riesig.pdf: Die Datei ist größer als 10 MB.');
	await expect(notice).toContainText('kamera.heic: Dieses Gerät kann das Bild nicht lesen');
	await expect.poll(() => storedFor(about)).toEqual({ objects: 1, attachments: 1 });
	const [kept] =
		await app.sql`select name, content_type, bytes from public.attachments where request_id = ${about}`;
	expect(kept).toEqual({ name: `${'lang'.repeat(49)}.txt`, content_type: 'text/plain', bytes: 4 });
	await anna.closePages();
});

test('an upload refused because she may no longer see the case waits for her decision, with its bytes', async () => {
	const about = await ask('Kennwort im Archiv');
	const bytes = randomBytes(2_000);
	const cut = await cutStorage(anna);
	const page = await openRequest(anna, about, 'Kennwort im Archiv');
	await addFiles(page, [{ name: 'liste.txt', mimeType: 'text/plain', buffer: bytes }]);
	await expect.poll(() => cut.begun()).toBe(1);
	await app.sql`delete from public.cluster_members where cluster_id = ${network} and profile_id = ${accounts.anna}`;
	await cut.mend();

	await expect
		.poll(
			async () =>
				(await readTable(page, accounts.anna, 'outbox')).map(({ state, verdict }) => [state, verdict]),
			{
				timeout: 70_000,
			},
		)
		.toEqual([['refused', { outcome: 'not_allowed' }]]);
	const files = await readTable(page, accounts.anna, 'files');
	expect(files).toHaveLength(1);
	expect(await storedFor(about)).toEqual({ objects: 0, attachments: 0 });

	await page.goto(`${app.origin}/ich/ausgang`);
	await expect(page.getByRole('heading', { name: 'Braucht Sie' })).toBeVisible();
	await expect(page.getByText('Datei „liste.txt“ anhängen')).toBeVisible();
	await expect(page.getByText('An diese Anfrage können Sie keine Datei hängen')).toBeVisible();
});

/** A JPEG as a camera makes it, drawn in the browser: colourful, so that it is not tiny. */
async function drawPhoto(page: Page, width: number, height: number): Promise<Buffer> {
	const text = await page.evaluate(
		([w, h]) => {
			const canvas = document.createElement('canvas');
			canvas.width = w;
			canvas.height = h;
			const context = canvas.getContext('2d');
			if (context === null) throw new Error('no canvas');
			for (let i = 0; i < 200; i += 1) {
				context.fillStyle = `hsl(${(i * 37) % 360} 80% 50%)`;
				context.fillRect(((i * 131) % 40) * (w / 40), ((i * 71) % 30) * (h / 30), w / 10, h / 10);
			}
			return canvas.toDataURL('image/jpeg', 0.9);
		},
		[width, height] as const,
	);
	return Buffer.from(text.replace(/^.*,/, ''), 'base64');
}

/** The same JPEG with an Exif segment behind its start marker, as cameras write it. */
function withPlace(jpeg: Buffer): Buffer {
	const facts = Buffer.from('Exif\0\0MM\0*\0\0\0\u0008\0\0 GPS Nossen 51.0569 13.2970 ');
	const head = Buffer.from([0xff, 0xe1, 0, 0]);
	head.writeUInt16BE(facts.length + 2, 2);
	return Buffer.concat([jpeg.subarray(0, 2), head, facts, jpeg.subarray(2)]);
}

/** Width and height of a picture. */
function measure(page: Page, bytes: Buffer): Promise<number[]> {
	return page.evaluate(async (base64) => {
		const blob = new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))]);
		const bitmap = await createImageBitmap(blob);
		return [bitmap.width, bitmap.height];
	}, bytes.toString('base64'));
}
