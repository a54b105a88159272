/**
 * Public pages and the sign-in as Lighthouse judges them on a phone: the built app, slow network and processor simulated, median of three.
 * Of the page behind a notification, which needs no person either, whether everybody can use it. All else is measured by its own benches. Needs a build.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from 'zod';
import { chromiumPath } from '#tests/browsers.ts';
import { startApp } from '#tests/e2e/app.ts';
import type { RunningApp } from '#tests/e2e/app.ts';
import { startChromium } from '#tests/e2e/chromium.ts';
import { accounts } from '#tests/e2e/device.ts';
import { signIn, switchNotificationsOn } from '#tests/e2e/people.ts';
import { ask } from './ask.ts';
import { type Line, percentile } from './table.ts';

const pages = ['/', '/anmelden', '/datenschutz', '/barrierefreiheit', '/impressum', '/transparenz'];
const aims = { performance: 95, accessibility: 100, 'best-practices': 100 } as const;
const rounds = 3;
const network = 'c1000000-0000-4000-8000-000000000001';

type Category = keyof typeof aims;
const categories = Object.keys(aims) as Category[]; // keys of a const object

const category = z.object({ score: z.number() });
const verdict = z.object({
	categories: z.object({ performance: category, accessibility: category, 'best-practices': category }),
	audits: z.record(z.string(), z.object({ title: z.string(), score: z.number().nullable() })),
});

const flags = [
	'--headless=new',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	// As root Chromium refuses to start with its sandbox.
	...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
].join(' ');

/** On a busy machine Chromium now and then starts to record too late, which Lighthouse calls NO_NAVSTART and asks to be run again for. */
const tries = 3;

async function judge(url: string): Promise<z.infer<typeof verdict>> {
	for (let left = tries - 1; ; left -= 1) {
		try {
			return await judgeOnce(url);
		} catch (error) {
			if (left === 0) throw error;
		}
	}
}

/** One run in a browser of its own, so that nothing is in its cache. */
async function judgeOnce(url: string): Promise<z.infer<typeof verdict>> {
	const { stdout } = await promisify(execFile)(
		'lighthouse',
		[
			url,
			'--quiet',
			'--output=json',
			'--no-enable-error-reporting',
			`--only-categories=${categories.join(',')}`,
			`--chrome-flags=${flags}`,
		],
		{ env: { ...process.env, CHROME_PATH: chromiumPath() }, maxBuffer: 64 * 1024 * 1024 },
	);
	return verdict.parse(JSON.parse(stdout));
}

function line(path: string, runs: z.infer<typeof verdict>[]): Line {
	const medians = categories.map((name) =>
		Math.round(
			100 *
				percentile(
					runs.map((run) => run.categories[name].score),
					0.5,
				),
		),
	);
	const reached = categories.every((name, index) => (medians[index] ?? 0) >= aims[name]);
	return {
		what: path,
		measured: medians.join(' / '),
		aim: `≥ ${Object.values(aims).join(' / ')}`,
		verdict: reached ? 'ok' : 'missed',
	};
}

/** What keeps accessibility or best practices from 100, once per finding. */
function findings(path: string, runs: z.infer<typeof verdict>[]): Line[] {
	const perfect = runs.every(
		({ categories: found }) => found.accessibility.score === 1 && found['best-practices'].score === 1,
	);
	if (perfect) return [];
	const titles = runs.flatMap(({ audits }) =>
		Object.values(audits)
			.filter(({ score }) => score === 0)
			.map(({ title }) => title),
	);
	return [...new Set(titles)].map((title) => ({
		what: `${path}: ${title}`,
		measured: '',
		aim: '',
		verdict: '',
	}));
}

/** The page behind a notification as a browser opens it that knows nothing but the ticket. */
async function judgeAcceptPage(app: RunningApp): Promise<Line[]> {
	const phone = await startChromium({ origin: app.origin, push: app.push });
	try {
		const home = await phone.openPage('/');
		await signIn(home, 'Anna Richter');
		await switchNotificationsOn(home);
		phone.goOnline();
		const [riesa] = await app.sql<{ municipality_id: string }[]>`
			select municipality_id from public.profiles where profile_id = ${accounts.sabine}`;
		await ask(app, { clusterId: network, municipalityId: riesa?.municipality_id ?? '' });
		const [request] = await app.sql<{ request_id: string }[]>`
			select request_id from public.requests order by number desc limit 1`;
		const tag = request?.request_id ?? '';
		await phone.waitForNotification({ tag });
		const { opened } = await phone.tapNotification({ tag });
		const run = await judge(new URL(opened[0] ?? '', app.origin).href);
		const path = '/annehmen/[id]';
		const score = Math.round(100 * run.categories.accessibility.score);
		const { accessibility } = aims;
		const verdict = score >= accessibility ? 'ok' : 'missed';
		return [
			{ what: `${path}, accessibility`, measured: `${score}`, aim: `≥ ${accessibility}`, verdict },
			...(verdict === 'ok' ? [] : findings(path, [run])),
		];
	} finally {
		await phone.close();
	}
}

export async function measureLighthouse(): Promise<Line[]> {
	const app = await startApp();
	try {
		const lines: Line[] = [];
		for (const path of pages) {
			const runs: z.infer<typeof verdict>[] = [];
			for (let round = 0; round < rounds; round += 1) runs.push(await judge(app.origin + path));
			lines.push(line(path, runs), ...findings(path, runs));
		}
		lines.push(...(await judgeAcceptPage(app)));
		return lines;
	} finally {
		await app.close();
	}
}
