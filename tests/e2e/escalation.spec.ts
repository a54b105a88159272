/** How a cluster is alerted: its topic owners change it and see beforehand what it means, everybody else reads it, nobody overwrites anybody unseen. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { startApp } from './app.ts';
import type { RunningApp } from './app.ts';
import { startChromium } from './chromium.ts';
import type { ChromiumPhone } from './chromium.ts';
import { wear } from './colours.ts';
import { signIn } from './people.ts';

let app: RunningApp;
let owner: ChromiumPhone;
let desk: ChromiumPhone;
let member: ChromiumPhone;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
	app = await startApp({ escalation: 'usual' });
	[owner, desk, member] = await Promise.all([
		startChromium({ origin: app.origin, push: app.push }),
		startChromium({ origin: app.origin, push: app.push }),
		startChromium({ origin: app.origin, push: app.push }),
	]);
	const people = [
		[owner, 'Olaf Wernicke'],
		[desk, 'Katrin Osterland'],
		[member, 'Anna Richter'],
	] as const;
	for (const [phone, name] of people) await signIn(await phone.openPage('/'), name);
});
test.afterAll(async () => {
	await Promise.all([owner.close(), desk.close(), member.close()]);
	await app.close();
});

function pageOf(phone: ChromiumPhone): Page {
	const page = phone.context.pages().at(-1);
	if (page === undefined) throw new Error('this phone has no page');
	return page;
}

async function open(page: Page): Promise<void> {
	await page.goto(`${app.origin}/netz/alarmierung/netzwerk`);
	await expect(page.getByRole('heading', { name: 'Netzwerk & Internet' })).toBeVisible();
}

function previewOf(page: Page): Locator {
	return page.getByRole('region', { name: /solange niemand annimmt$/i }).getByRole('listitem');
}

function step(page: Page, place: number): Locator {
	const name = new RegExp(`^${place}\\. `);
	return page
		.getByRole('region', { name: 'Schritte' })
		.getByRole('listitem')
		.filter({ has: page.getByRole('heading', { name }) });
}

async function savedSteps(): Promise<string[]> {
	const rows = await app.sql<{ step: string }[]>`
		select concat_ws(' ', s.target, s.delay_minutes, s.repeats, s.lowest_priority) as step
		from private.escalation_steps s join public.clusters c using (cluster_id)
		where c.slug = 'netzwerk' order by s.position`;
	return rows.map((row) => row.step);
}

async function expectSound(page: Page, what: string): Promise<void> {
	for (const colorScheme of ['light', 'dark'] as const) {
		await wear(page, colorScheme);
		const { violations } = await new AxeBuilder({ page })
			.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
			.analyze();
		const findings = violations.map(
			({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`,
		);
		expect(findings, `${what} in ${colorScheme}`).toEqual([]);
		const overflow = await page.evaluate(
			() => document.documentElement.scrollWidth - document.documentElement.clientWidth,
		);
		expect(overflow, `${what} scrolls sideways`).toBeLessThanOrEqual(0);
	}
	await wear(page, 'light');
}

const usualWhenUrgent = [
	'Sofort: Bereitschaft.',
	'Gleichzeitig: alle verfügbaren Mitglieder.',
	'Nach 10 Min: alle verfügbaren Mitglieder noch einmal.',
	'Nach 20 Min: Themen-Zuständige.',
	'Nach 40 Min: Koordination.',
];
const usualElse = [
	'Sofort: Bereitschaft.',
	'Nach 5 Min: alle verfügbaren Mitglieder, nach 10 Min noch einmal.',
	'Nach 20 Min: Themen-Zuständige.',
	'Nach 40 Min: Koordination.',
];
const usual = [...usualWhenUrgent, ...usualElse];

test('a member reads the steps from the card of the cluster, who may change them, and who is on call by name', async () => {
	const page = pageOf(member);
	await page.getByRole('link', { name: 'Netz', exact: true }).click();
	await page.getByRole('link', { name: 'Alarmierung ansehen: Netzwerk & Internet' }).click();
	await expect(previewOf(page)).toHaveText(usual);
	await expect(page.getByRole('heading', { name: 'Priorität 2–4' })).toBeVisible();
	await expect(page.getByRole('region', { name: 'Jetzt in Bereitschaft' })).toContainText('Anna Richter');
	await expect(page.getByText(/Themen-Zuständigen \(Olaf Wernicke\)/)).toBeVisible();
	await expect(page.getByRole('button', { name: /Schritt/ })).toHaveCount(0);
	await expectSound(page, 'what a member reads');
});

test('where nobody is on call that is said loudly, with what comes of it', async () => {
	const page = pageOf(member);
	await page.goto(`${app.origin}/netz/alarmierung/arbeitsplatz`);
	await expect(page.getByText('Niemand ist in Bereitschaft')).toBeVisible();
	await expect(page.getByText('An seiner Stelle kommt sofort: alle verfügbaren Mitglieder.')).toBeVisible();
	await expectSound(page, 'nobody on call');
});

test('a topic owner changes the steps by keyboard and sees at once what that means; what is wrong stands at its step', async () => {
	const page = pageOf(owner);
	await page.getByRole('link', { name: 'Netz', exact: true }).click();
	await page.getByRole('link', { name: 'Alarmierung bearbeiten: Netzwerk & Internet' }).click();
	await expect(previewOf(page)).toHaveText(usual);
	await expect(page.getByRole('button', { name: 'Schritte speichern' })).toHaveCount(0);

	// Up without dragging; the focus goes along, and at the top it stays on the step.
	await page.getByRole('button', { name: 'Schritt 2 nach oben: alle verfügbaren Mitglieder' }).focus();
	await page.keyboard.press('Enter');
	await expect(
		page.getByRole('button', { name: 'Schritt 1 nach unten: alle verfügbaren Mitglieder' }),
	).toBeFocused();
	await expect(page.getByText('Jetzt Schritt 1 von 5.')).toBeAttached();
	await page.keyboard.press('Enter');
	await expect(
		page.getByRole('button', { name: 'Schritt 2 nach unten: alle verfügbaren Mitglieder' }),
	).toBeFocused();
	await page.getByRole('button', { name: 'Schritt 2 entfernen: alle verfügbaren Mitglieder' }).click();
	await expect(previewOf(page)).toHaveText(usualElse);

	// A gap is explained before anything is sent.
	const gap = page.getByText('kämen bei niemandem an', { exact: false });
	for (const place of [1, 2, 3, 4]) {
		await step(page, place).getByText('Ändern').click();
		await step(page, place).getByLabel('Bei welchen Anfragen?').selectOption('2');
	}
	await expect(gap).toBeVisible();
	const members = step(page, 2);
	await members.getByLabel('Bei welchen Anfragen?').selectOption('4');
	await expect(gap).toHaveCount(0);
	await expect(page.getByRole('heading', { name: 'Priorität 3 und 4' })).toBeVisible();
	await members.getByLabel('Wie lange nach dem Schritt davor?').selectOption('Eigener Wert');
	await members.getByLabel('Minuten').fill('7000');
	await expect(members.getByText('Geben Sie ganze Minuten von 0 bis 1440 an.')).toBeVisible();
	await members.getByLabel('Minuten').fill('7');
	await expect(previewOf(page).first()).toHaveText('Sofort: Bereitschaft.');
	await expect(previewOf(page).nth(1)).toHaveText(
		'Nach 7 Min: alle verfügbaren Mitglieder, nach 12 Min noch einmal.',
	);

	// The same people twice, and a person not chosen.
	await page.getByRole('button', { name: 'Schritt hinzufügen' }).click();
	const added = page.getByRole('region', { name: 'Schritte' }).getByRole('listitem').nth(4);
	await expect(added.getByLabel('Wer wird gerufen?')).toBeFocused();
	await added.getByLabel('Wer wird gerufen?').selectOption('Alle verfügbaren Mitglieder');
	await expect(
		added.getByText('Diese Menschen stehen für dieselben Anfragen schon in einem früheren Schritt.', {
			exact: false,
		}),
	).toBeVisible();
	await added.getByLabel('Wer wird gerufen?').selectOption('Eine bestimmte Person');
	await page.getByRole('button', { name: 'Schritte speichern' }).click();
	await expect(added.getByLabel('Welche Person?')).toBeFocused();
	await expect(added.getByText('Wählen Sie eine Person, oder entfernen Sie den Schritt.')).toBeVisible();
	expect(await savedSteps()).toEqual([]);
	await expectSound(page, 'the form with something wrong');

	await added.getByLabel('Welche Person?').selectOption('Ben Schubert');
	await page.getByRole('button', { name: 'Schritte speichern' }).click();
	await expect(page.getByText('Gespeichert', { exact: true })).toBeVisible();
	expect(await savedSteps()).toEqual([
		'on_call 0 0 2',
		'members 7 1 4',
		'owners 10 0 2',
		'coordination 20 0 2',
		'person 10 0 4',
	]);
	await expectSound(page, 'the saved steps');
});

test('what is not saved is still there after leaving; removed and usual steps can be brought back', async () => {
	const page = pageOf(owner);
	await page.getByRole('button', { name: 'Schritt 5 entfernen: Ben Schubert' }).click();
	await expect(page.getByText('Schritt entfernt')).toBeVisible();
	await page.getByRole('button', { name: 'Zurückholen' }).click();
	await expect(page.getByRole('heading', { name: '5. Ben Schubert' })).toBeVisible();
	await page.getByRole('button', { name: 'Übliche Schritte wiederherstellen' }).click();
	await expect(previewOf(page)).toHaveText(usual);
	await page.getByRole('link', { name: 'Zurück', exact: true }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Netz' })).toBeVisible();
	await open(page);
	await expect(page.getByText('Hier ist noch etwas von Ihnen, das nicht gespeichert ist')).toBeVisible();
	await expect(previewOf(page)).toHaveText(usual);
	expect(await savedSteps()).toHaveLength(5);
});

test('two who change the same steps: the second keeps what they typed, sees the newer ones and decides', async () => {
	const first = pageOf(desk);
	await open(first);
	await first.getByRole('button', { name: 'Schritt 5 entfernen: Ben Schubert' }).click();
	await first.getByRole('button', { name: 'Schritte speichern' }).click();
	await expect(first.getByText('Gespeichert', { exact: true })).toBeVisible();

	const page = pageOf(owner);
	await page.getByRole('button', { name: 'Schritte speichern' }).click();
	await expect(page.getByText('Inzwischen hat jemand anders gespeichert')).toBeVisible();
	expect(await savedSteps()).toHaveLength(4);
	await expect(previewOf(page)).toHaveText(usual);
	await expectSound(page, 'the lost update');
	await page.getByRole('button', { name: 'Neuere Schritte laden' }).click();
	await expect(page.getByText('Die neueren Schritte sind geladen')).toBeVisible();
	await page.getByRole('button', { name: 'Zurückholen' }).click();
	await expect(previewOf(page)).toHaveText(usual);
	await page.getByRole('button', { name: 'Schritte speichern' }).click();
	await expect(page.getByText('Gespeichert', { exact: true })).toBeVisible();
	expect(await savedSteps()).toEqual([
		'on_call 0 0 4',
		'members 0 0 1',
		'members 5 1 4',
		'owners 10 0 4',
		'coordination 20 0 4',
	]);
});

test('without network nothing is saved and nothing lost; opened without network it says what to do', async () => {
	const page = pageOf(owner);
	await step(page, 5).getByText('Ändern').click();
	await step(page, 5).getByLabel('Noch einmal rufen?').selectOption('Noch 2-mal');
	await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
	await owner.context.setOffline(true);
	await page.getByRole('button', { name: 'Schritte speichern' }).click();
	await expect(page.getByText('Nicht gespeichert: keine Antwort vom Server')).toBeVisible();
	await expect(previewOf(page).last()).toHaveText(
		'Nach 40 Min: Koordination, nach 45 und 50 Min noch einmal.',
	);
	await page.reload();
	await expect(page.getByText('Dafür braucht es eine Verbindung')).toBeVisible();
	await expect(
		page.getByText('Was Sie begonnen haben, liegt weiter auf diesem Gerät.', { exact: false }),
	).toBeVisible();
	await expectSound(page, 'without network');
	await owner.context.setOffline(false);
	await page.getByRole('button', { name: 'Erneut versuchen' }).click();
	await expect(page.getByText('Hier ist noch etwas von Ihnen, das nicht gespeichert ist')).toBeVisible();
	await page.getByRole('button', { name: 'Schritte speichern' }).click();
	await expect(page.getByText('Gespeichert', { exact: true })).toBeVisible();
	expect((await savedSteps()).at(-1)).toBe('coordination 20 2 4');
});

test('an office worker is told why there is nothing to see here', async () => {
	const asking = await startChromium({ origin: app.origin, push: app.push });
	const page = await asking.openPage('/');
	await signIn(page, 'Sabine Lehmann');
	await page.goto(`${app.origin}/netz`);
	await expect(page.getByRole('heading', { name: 'Netzwerk & Internet' })).toBeVisible();
	await expect(page.getByRole('link', { name: /^Alarmierung/ })).toHaveCount(0);
	await page.goto(`${app.origin}/netz/alarmierung/netzwerk`);
	await expect(page.getByText('Diese Seite ist für IT-Fachkräfte und Koordination')).toBeVisible();
	await asking.close();
});
