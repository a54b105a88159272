/**
 * A phone in a cellar: the app is started by its address with the server gone, the processor four times slower, 5 000 requests on the device.
 * Until the first request of the list can be tapped, and from that tap until it is open. Needs a build.
 */
import type { Page } from '@playwright/test';
import { startApp } from '#tests/e2e/app.ts';
import type { RunningApp } from '#tests/e2e/app.ts';
import { startChromium } from '#tests/e2e/chromium.ts';
import type { ChromiumPhone } from '#tests/e2e/chromium.ts';
import { accounts, readTable } from '#tests/e2e/device.ts';
import { signIn } from '#tests/e2e/people.ts';
import { untilPainted } from './painted.ts';
import { judged, type Line, milliseconds, percentile, told } from './table.ts';

const requests = 5_000;
const rounds = 9;
const slowdown = 4;
const aimMs = 1_500;

/** 5 000 requests of the last weeks in Anna's cluster, one in twenty still live, each with its text and three events. */
async function fill({ sql }: RunningApp): Promise<void> {
	await sql`
		with asked as (
			insert into public.requests (request_id, title, kind, priority, status, cluster_id, municipality_id, accepted_by, accepted_at, created_at)
			select gen_random_uuid(), 'Anmeldung am Fachverfahren schlägt fehl, Platz ' || n, 'incident', 1 + n % 4,
				case when n % 40 = 0 then 'open' when n % 40 = 20 then 'accepted' else 'resolved' end,
				'c1000000-0000-4000-8000-000000000001', (select municipality_id from public.municipalities offset n % 28 limit 1),
				case when n % 40 = 0 then null else ${accounts.ben}::uuid end, now(), now() - n * interval '20 minutes'
			from generate_series(1, ${requests}::int) n returning request_id
		), told as (
			insert into public.request_details (request_id, requester_id, body, place, callback)
			select request_id, ${accounts.sabine}, repeat('Seit heute früh erscheint eine Meldung. ', 6), 'Rathausplatz 1', '03500 700-214' from asked
		)
		insert into public.request_events (request_id, kind, actor_id)
		select request_id, kind, ${accounts.sabine}::uuid from asked, unnest(array['created', 'alerted', 'accepted']) as story (kind)`;
}

/** What is waited for where. The second is all a screen can be without reading the device: the frame, and that there is nothing here. */
const screens = {
	list: ['/anfragen', 'main a[href^="/anfragen/"]'],
	frame: ['/anfragen/a/b', 'h1'],
} as const;

async function startOnce(
	phone: ChromiumPhone,
	origin: string,
	screen: keyof typeof screens,
): Promise<{ took: number; opened: number }> {
	const [path, selector] = screens[screen];
	await phone.stopWorker();
	const page = await phone.context.newPage();
	const took = await untilPainted(page, `${origin}${path}`, selector, slowdown);
	const opened = screen === 'list' ? await tap(page, selector) : took;
	await page.close();
	return { took, opened };
}

/** Taps what has just been painted; milliseconds since the navigation until the request is on the screen, which only the whole app can do. */
function tap(page: Page, selector: string): Promise<number> {
	return page.evaluate(async (wanted) => {
		document.querySelector<HTMLAnchorElement>(wanted)?.click();
		while (document.querySelector('main h2.title') === null) await new Promise(requestAnimationFrame);
		return performance.now();
	}, selector);
}

/** Signs Anna in, lets her phone take everything, and starts it cold nine times with the server gone: the list, and the frame beside it. */
async function measure(
	app: RunningApp,
	least: number,
): Promise<Record<'list' | 'frame' | 'opened', number[]>> {
	const phone = await startChromium({ origin: app.origin, push: app.push });
	try {
		const page = await phone.openPage('/');
		await signIn(page, 'Anna Richter');
		await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
		while ((await readTable(page, accounts.anna, 'requests')).length < least) await page.waitForTimeout(200);
		await page.close();
		await app.stopServer();
		const times = { list: [] as number[], frame: [] as number[], opened: [] as number[] };
		for (let round = 0; round < rounds; round += 1) {
			const list = await startOnce(phone, app.origin, 'list');
			times.list.push(list.took);
			times.opened.push(list.opened);
			times.frame.push((await startOnce(phone, app.origin, 'frame')).took);
		}
		return times;
	} finally {
		await phone.close();
		await app.startServer();
	}
}

export async function measureColdStart(): Promise<Line[]> {
	const app = await startApp();
	try {
		const few = await measure(app, 1);
		await fill(app);
		const many = await measure(app, requests);
		const [half, least] = [percentile(many.list, 0.5), percentile(many.frame, 0.5)];
		return [
			judged('5 000 requests, median of nine', half, aimMs),
			told('tapped at once: until that request is open', milliseconds(percentile(many.opened, 0.5))),
			told('slowest of nine', milliseconds(Math.max(...many.list))),
			told('a handful of requests, median', milliseconds(percentile(few.list, 0.5))),
			told('the frame alone, median', milliseconds(least)),
			told('the list costs', `${(half / least).toFixed(2)}× the frame`),
			told('5 000 requests cost', `${(half / percentile(few.list, 0.5)).toFixed(2)}×`),
		];
	} finally {
		await app.close();
	}
}
