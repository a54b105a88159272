/** Who waits is let in by coordination on another phone; first profile, export and deletion of the account follow. */
import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { startApp } from './app.ts';
import type { RunningApp } from './app.ts';
import { startChromium } from './chromium.ts';
import type { ChromiumPhone } from './chromium.ts';
import { enterAs, paula, signIn } from './people.ts';

let app: RunningApp;
let waiting: ChromiumPhone;
let desk: ChromiumPhone;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
	app = await startApp();
	[waiting, desk] = await Promise.all([
		startChromium({ origin: app.origin, push: app.push }),
		startChromium({ origin: app.origin, push: app.push }),
	]);
});
test.afterAll(async () => {
	await Promise.all([waiting.close(), desk.close()]);
	await app.close();
});

async function openCoordination(page: Page): Promise<void> {
	await page.goto(`${app.origin}/ich`);
	await page.getByRole('link', { name: 'Koordination' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Koordination' })).toBeVisible();
}

test('whoever waits is told who decides and what comes next, honestly also without network', async () => {
	await app.sql`update public.profiles set display_name = '' where profile_id = ${paula.profile_id}`;
	const page = await waiting.openPage('/');
	await enterAs(page, app, paula);
	await expect(page).toHaveURL(/\/anmelden\/warten$/);
	await expect(page.getByRole('heading', { level: 1, name: 'Warten auf Zulassung' })).toBeVisible();
	await expect(page.getByText('paula@wasserwerk.example ist bestätigt.')).toBeVisible();
	await expect(page.getByText('Noch nicht entschieden')).toBeVisible();
	await expect(page.getByRole('navigation', { name: 'Hauptnavigation' })).toHaveCount(0);
	await waiting.context.setOffline(true);
	await page.getByRole('button', { name: 'Noch einmal nachsehen' }).click();
	await expect(page.getByText('Ohne Netz lässt sich das nicht sagen')).toBeVisible();
	await waiting.context.setOffline(false);
});

test('a specialist is refused calmly and shown no way in; where no building is entered the profile says so', async () => {
	await app.sql`
		update public.buildings b set removed_at = now() from public.municipalities m
		where m.municipality_id = b.municipality_id and m.slug = 'meissen'`;
	const page = await desk.openPage('/');
	await signIn(page, 'Ben Schubert');
	await page.goto(`${app.origin}/ich`);
	await expect(page.getByRole('link', { name: 'Profil ändern' })).toBeVisible();
	await expect(page.getByRole('link', { name: 'Koordination' })).toHaveCount(0);
	for (const path of ['', '/kommunen', '/personen']) {
		await page.goto(`${app.origin}/koordination${path}`);
		await expect(page.getByText('Diese Seite ist für die Koordination')).toBeVisible();
	}
	await page.goto(`${app.origin}/ich/profil`);
	await expect(page.getByText('Für Ihre Kommune ist noch kein Gebäude eingetragen.')).toBeVisible();
	await expect(page.getByLabel('Gebäude')).toHaveCount(0);
	await page.close();
});

test('coordination admits on another phone, and the person gives their name and works', async () => {
	const page = await desk.openPage('/');
	await signIn(page, 'Katrin Osterland');
	await openCoordination(page);
	await expect(page.getByRole('heading', { name: '1 Person wartet' })).toBeVisible();
	await page.getByRole('button', { name: 'paula@wasserwerk.example zulassen' }).click();
	const sheet = page.getByRole('dialog');
	await sheet.getByRole('button', { name: 'Ins Netz aufnehmen' }).click();
	await expect(sheet.getByText('Wählen Sie die Kommune, zu der die Person gehört.')).toBeVisible();
	await sheet.getByLabel('Kommune').selectOption('Nossen');
	await sheet.getByRole('radio', { name: 'IT-Fachkraft' }).check({ force: true });
	await sheet.getByRole('button', { name: 'Ins Netz aufnehmen' }).click();
	await expect(page.getByText('Aufgenommen')).toBeVisible();
	await expect(page.getByRole('heading', { name: 'Niemand wartet' })).toBeVisible();

	const phone = waiting.context.pages().at(-1);
	if (phone === undefined) throw new Error('nobody waits');
	await phone.getByRole('button', { name: 'Noch einmal nachsehen' }).click();
	await expect(phone).toHaveURL(/\/ich\/profil$/);
	await expect(phone.getByRole('heading', { level: 1, name: 'Wer sind Sie?' })).toBeVisible();
	await expect(phone.getByText('Nossen')).toBeVisible();
	await phone.getByRole('button', { name: 'Profil speichern' }).click();
	await expect(phone.getByText('Schreiben Sie Ihren Namen')).toBeVisible();
	await phone.getByLabel('Vor- und Nachname').fill('Paula Winter');
	await phone.getByLabel('Gebäude').selectOption('Bauhof, Fabrikweg 5');
	await phone.getByLabel('Dienstliche Telefonnummer').fill('03500 434-77');
	await phone.getByRole('checkbox', { name: /^E-Mail-Adresse/ }).uncheck();
	await phone.getByRole('button', { name: 'Profil speichern' }).click();
	await expect(phone.getByRole('heading', { level: 1, name: 'Anfragen' })).toBeVisible();
	await phone.getByRole('link', { name: 'Netz', exact: true }).click();
	await expect(phone.getByRole('button', { name: 'Netzwerk & Internet beitreten' })).toBeVisible();
	const [row] = await app.sql`
		select p.display_name, b.name as building, c.phone, c.email
		from public.profiles p join public.profile_contacts c using (profile_id) join public.buildings b using (building_id)
		where p.profile_id = ${paula.profile_id}`;
	expect(row).toEqual({
		display_name: 'Paula Winter',
		building: 'Bauhof',
		phone: '03500 434-77',
		email: '',
	});

	// Where it is: the building in one press, the room by hand.
	await phone.goto(`${app.origin}/hilfe`);
	await phone.getByRole('button', { name: 'Bauhof eintragen' }).click();
	await expect(phone.getByLabel('Wo?')).toHaveValue('Bauhof, Fabrikweg 5');
	await expect(phone.getByLabel('Wo?')).toBeFocused();
	await expect(phone.getByRole('button', { name: /eintragen$/ })).toHaveCount(0);
	await phone.getByRole('button', { name: 'Entwurf verwerfen' }).click();
});

test('coordination adds, renames and removes buildings; what is wrong stands beside the field', async () => {
	const page = desk.context.pages().at(-1);
	if (page === undefined) throw new Error('the desk has no page');
	await page.goto(`${app.origin}/koordination/kommunen`);
	await page.getByRole('link', { name: 'Nossen' }).click();
	await page.getByRole('button', { name: 'Gebäude hinzufügen' }).click();
	const sheet = page.getByRole('dialog');
	await sheet.getByRole('button', { name: 'Gebäude eintragen' }).click();
	await expect(sheet.getByText('Schreiben Sie, wie das Gebäude heißt.')).toBeVisible();
	await sheet.getByLabel('Bezeichnung').fill('rathaus');
	await sheet.getByLabel('Anschrift').fill('Ring 3');
	await sheet.getByRole('button', { name: 'Gebäude eintragen' }).click();
	await expect(sheet.getByText('gibt es in dieser Kommune schon')).toBeVisible();
	await sheet.getByLabel('Bezeichnung').fill('Feuerwehr');
	await sheet.getByRole('button', { name: 'Gebäude eintragen' }).click();
	await expect(sheet).toBeHidden();
	await expect(page.getByText('Ring 3')).toBeVisible();
	// The municipality has a name as well, and nothing is wrong with that.
	await expect(page.getByLabel('Name der Kommune')).not.toHaveAttribute('aria-invalid', 'true');

	await page.getByRole('button', { name: 'Feuerwehr ändern' }).click();
	await sheet.getByLabel('Bezeichnung').fill('Gerätehaus');
	await sheet.getByRole('button', { name: 'Gebäude speichern' }).click();
	await expect(page.getByRole('button', { name: 'Gerätehaus ändern' })).toBeVisible();
	await page.getByRole('button', { name: 'Bauhof ändern' }).click();
	await sheet.getByRole('button', { name: 'Gebäude entfernen' }).click();
	await expect(page.getByText('Wer es gewählt hat, behält es, bis ein anderes gewählt ist.')).toBeVisible();
	await expect(page.getByRole('button', { name: 'Bauhof ändern' })).toHaveCount(0);
});

test('whose building was removed still has it, is told so, and chooses another one or none', async () => {
	const phone = waiting.context.pages().at(-1);
	if (phone === undefined) throw new Error('the phone has no page');
	await phone.goto(`${app.origin}/ich/profil`);
	await expect(phone.getByText('Die Koordination hat dieses Gebäude entfernt.')).toBeVisible();
	await expect(phone.getByLabel('Gebäude').getByRole('option', { selected: true })).toHaveText(
		'Bauhof, Fabrikweg 5 (nicht mehr eingetragen)',
	);
	for (const [option, name] of [
		['Keines gewählt', null],
		['Gerätehaus, Ring 3', 'Gerätehaus'],
	] as const) {
		await phone.getByLabel('Gebäude').selectOption(option);
		await phone.getByRole('button', { name: 'Profil speichern' }).click();
		await expect
			.poll(async () => {
				const [row] = await app.sql<{ name: string | null }[]>`
					select b.name from public.profiles p left join public.buildings b using (building_id)
					where p.profile_id = ${paula.profile_id}`;
				return row?.name;
			})
			.toBe(name);
	}
	await expect(phone.getByRole('option', { name: /nicht mehr eingetragen/ })).toHaveCount(0);
	await phone.goto(`${app.origin}/ich`);
	await expect(phone.getByText('Nossen · Gerätehaus, Ring 3')).toBeVisible();
});

test('a domain is entered, a public provider refused with a sentence, a municipality added', async () => {
	const page = desk.context.pages().at(-1);
	if (page === undefined) throw new Error('the desk has no page');
	await page.goto(`${app.origin}/koordination/kommunen`);
	await page.getByRole('button', { name: 'Kommune hinzufügen' }).click();
	await page.getByRole('dialog').getByLabel('Name der Kommune').fill('Coswig');
	await page.getByRole('dialog').getByRole('button', { name: 'Hinzufügen' }).click();
	await expect(page.getByText('Eine Kommune mit diesem Namen gibt es schon.')).toBeVisible();
	await page.getByRole('dialog').getByLabel('Name der Kommune').fill('Neu-Musterdorf');
	await page.getByRole('dialog').getByRole('button', { name: 'Hinzufügen' }).click();
	await page.getByRole('link', { name: 'Neu-Musterdorf' }).click();
	await page.getByLabel('Domain', { exact: true }).fill('GMX.de');
	await page.getByRole('button', { name: 'Domain eintragen' }).click();
	await expect(page.getByText('Bei diesem Anbieter bekommt jeder eine Adresse.').first()).toBeVisible();
	await page.getByLabel('Domain', { exact: true }).fill('Musterdorf.Example');
	await page.getByRole('button', { name: 'Domain eintragen' }).click();
	await expect(page.getByRole('button', { name: 'musterdorf.example entfernen' })).toBeVisible();
});

test('the only coordinator cannot go: somebody has to follow', async () => {
	const page = desk.context.pages().at(-1);
	if (page === undefined) throw new Error('the desk has no page');
	await page.goto(`${app.origin}/ich/konto`);
	await page.getByRole('button', { name: 'Konto löschen …' }).click();
	await page
		.getByRole('dialog')
		.getByLabel(/Schreiben Sie/)
		.fill('löschen');
	await page.getByRole('button', { name: 'Konto endgültig löschen' }).click();
	await expect(page.getByText('Erst muss jemand folgen')).toBeVisible();
});

test('what Rufkreis knows can be taken along, and the account left, with nothing left on the device', async () => {
	const phone = waiting.context.pages().at(-1);
	if (phone === undefined) throw new Error('the phone has no page');
	await phone.goto(`${app.origin}/ich/konto`);
	await phone.getByText('Name und Kontakt').click();
	await expect(phone.getByText('paula@wasserwerk.example (für andere verborgen)')).toBeVisible();
	const [download] = await Promise.all([
		phone.waitForEvent('download'),
		phone.getByRole('button', { name: 'Alles als Datei speichern' }).click(),
	]);
	expect(download.suggestedFilename()).toBe('rufkreis-ueber-mich.json');
	const text: unknown = JSON.parse(await readFile(await download.path(), 'utf8'));
	expect(text).toMatchObject({
		profile: { name: 'Paula Winter', municipality: 'Nossen', building: 'Gerätehaus, Ring 3' },
		contact: { phone: '03500 434-77', shows_email: false },
		roles: ['specialist'],
	});

	await phone.getByRole('button', { name: 'Konto löschen …' }).click();
	await phone
		.getByRole('dialog')
		.getByLabel(/Schreiben Sie/)
		.fill('ja');
	await phone.getByRole('button', { name: 'Konto endgültig löschen' }).click();
	await expect(phone.getByText('Hier muss „löschen“ stehen.')).toBeVisible();
	await phone
		.getByRole('dialog')
		.getByLabel(/Schreiben Sie/)
		.fill('Löschen');
	await phone.getByRole('button', { name: 'Konto endgültig löschen' }).click();
	await expect(phone).toHaveURL(/\/anmelden/);
	const left = await phone.evaluate(async () => ({
		databases: (await indexedDB.databases())
			.map(({ name }) => name ?? '')
			.filter((name) => name.startsWith('rufkreis')),
		stored: Object.keys(localStorage).filter((key) => key !== 'rufkreis.config'),
	}));
	expect(left).toEqual({ databases: [], stored: [] });
	const [row] = await app.sql`
		select p.display_name, p.status, p.building_id, (select count(*)::int from auth.users u where u.id = p.profile_id) as accounts
		from public.profiles p where p.profile_id = ${paula.profile_id}`;
	expect(row).toEqual({ display_name: '', status: 'left', building_id: null, accounts: 0 });
});
