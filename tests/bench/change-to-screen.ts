/**
 * From the commit of somebody else's change to its words painted on an open screen: database → NOTIFY → live stream → pull → device → list.
 * Needs a build.
 */
import { startApp } from '#tests/e2e/app.ts';
import { startChromium } from '#tests/e2e/chromium.ts';
import { signIn } from '#tests/e2e/people.ts';
import { judged, type Line, percentile } from './table.ts';
import { wallClock } from './world.ts';

const changes = 40;
const aimMs = 1_000;

/** When the list with these words had been painted, as wall clock. Runs in the page. */
function paintedAt(text: string): Promise<number> {
	return new Promise((resolve) => {
		const look = (): void => {
			if (document.querySelector('main')?.textContent.includes(text) !== true) requestAnimationFrame(look);
			else requestAnimationFrame(() => setTimeout(() => resolve(performance.timeOrigin + performance.now())));
		};
		look();
	});
}

export async function measureChangeToScreen(): Promise<Line[]> {
	const app = await startApp();
	const phone = await startChromium({ origin: app.origin, push: app.push });
	try {
		const page = await phone.openPage('/');
		await signIn(page, 'Anna Richter');
		await page.getByText('aktuell').waitFor();
		const [open] = await app.sql<{ request_id: string }[]>`
			select r.request_id from public.requests r join public.clusters c using (cluster_id)
			where r.status = 'open' and c.slug = 'arbeitsplatz' limit 1`;
		if (open === undefined) throw new Error('the demo world has no open request for Anna');
		const times: number[] = [];
		for (let change = 1; change <= changes; change += 1) {
			const title = `Änderung ${change} von anderswo`;
			// The page looks for the words before they are there.
			const painted = page.evaluate(paintedAt, title);
			await app.sql`update public.requests set title = ${title} where request_id = ${open.request_id}`;
			const committed = wallClock();
			times.push((await painted) - committed);
		}
		return [
			judged(`${changes} changes, median`, percentile(times, 0.5), aimMs),
			judged('p99', percentile(times, 0.99), aimMs),
		];
	} finally {
		await phone.close();
		await app.close();
	}
}
