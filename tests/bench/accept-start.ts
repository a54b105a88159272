/**
 * The page behind a notification on a bad phone: processor four times slower, slow 3G, IndexedDB forbidden, nobody signed in. Until its
 * button is painted, and from the tap until the page says that the request is taken. Needs a build.
 */
import { startApp } from '#tests/e2e/app.ts';
import { startChromium } from '#tests/e2e/chromium.ts';
import { accounts } from '#tests/e2e/device.ts';
import { signIn, switchNotificationsOn } from '#tests/e2e/people.ts';
import { ask } from './ask.ts';
import { untilPainted } from './painted.ts';
import { judged, type Line, milliseconds, percentile, told } from './table.ts';

const rounds = 7;
const slowdown = 4;
const aimMs = 1_000;
/** As browsers' own tools call it: milliseconds of latency, bytes a second. */
const slow3G = { offline: false, latency: 2_000, downloadThroughput: 50_000, uploadThroughput: 50_000 };
const network = 'c1000000-0000-4000-8000-000000000001';

export async function measureAcceptStart(): Promise<Line[]> {
	const app = await startApp();
	const phone = await startChromium({ origin: app.origin, push: app.push });
	try {
		const home = await phone.openPage('/');
		await signIn(home, 'Anna Richter');
		await switchNotificationsOn(home);
		phone.goOnline();
		// The ticket is all that is left of the session.
		await home.evaluate(() => localStorage.clear());
		await phone.closePages();
		const buttons: number[] = [];
		const receipts: number[] = [];
		for (let round = 0; round < rounds; round += 1) {
			await ask(app, { clusterId: network, municipalityId: await riesa() });
			const id = await newest();
			await phone.waitForNotification({ tag: id });
			const { opened } = await phone.tapNotification({ tag: id });
			await phone.closePages();
			await phone.stopWorker();
			const page = await phone.context.newPage();
			const cdp = await phone.context.newCDPSession(page);
			await cdp.send('Network.enable');
			await cdp.send('Network.emulateNetworkConditions', slow3G);
			await page.addInitScript(() => {
				Object.defineProperty(window, 'indexedDB', { value: undefined });
			});
			const address = new URL(opened[0] ?? '', app.origin).href;
			buttons.push(await untilPainted(page, address, 'main button:not([disabled])', slowdown));
			const tapped = performance.now();
			await page.getByRole('button', { name: 'Annehmen' }).click();
			await page.getByText(/Übernommen \d\d:\d\d/).waitFor();
			receipts.push(performance.now() - tapped);
			await phone.closePages();
		}
		return [
			judged('button painted, median of seven', percentile(buttons, 0.5), aimMs),
			told('slowest', milliseconds(Math.max(...buttons))),
			told('tap → receipt on the page, median', milliseconds(percentile(receipts, 0.5))),
		];
	} finally {
		await phone.close();
		await app.close();
	}

	async function riesa(): Promise<string> {
		const [row] = await app.sql<{ municipality_id: string }[]>`
			select municipality_id from public.profiles where profile_id = ${accounts.sabine}`;
		return row?.municipality_id ?? '';
	}

	async function newest(): Promise<string> {
		const [row] = await app.sql<{ request_id: string }[]>`
			select request_id from public.requests order by number desc limit 1`;
		return row?.request_id ?? '';
	}
}
