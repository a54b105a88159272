import adapter from '@sveltejs/adapter-node';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** @type {import('@sveltejs/kit').Config} */
export default {
	preprocess: vitePreprocess(),
	compilerOptions: { runes: true },
	kit: {
		adapter: adapter(),
		// Kit only names the inline scripts it wrote; the policy itself is made where it is known what pages may reach (src/server/headers.ts).
		csp: { mode: 'hash', directives: { 'script-src': ['self'] } },
		// Deep links are answered by the precached /shell; relative asset paths would resolve against the deep link.
		paths: { relative: false },
		// Registered by the push room: registration must not race the first paint. Same file as in vite.config.ts.
		serviceWorker: { register: false },
		files: { serviceWorker: 'src/service-worker/index.ts' },
		prerender: { entries: ['/shell', '/shell/anfragen', '/shell/annehmen'], handleUnseenRoutes: 'ignore' },
		typescript: {
			config(config) {
				config.include.push('../tests/**/*.ts', '../svelte.config.js');
				config.exclude.push('../src/service-worker/**');
			},
		},
	},
};
