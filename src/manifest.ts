import type { ManifestOptions } from 'vite-plugin-pwa';

/**
 * The web app manifest. `id` and `start_url` never change: browsers key an installed app by them, a new id is a second app.
 * Words are German only, as a manifest has one language.
 */
export const manifest: Partial<ManifestOptions> = {
	id: '/',
	name: 'Rufkreis',
	short_name: 'Rufkreis',
	description: 'Das IT-Netz der Kommunen: fragen, alarmieren, mit einem Tipp annehmen.',
	lang: 'de',
	dir: 'ltr',
	start_url: '/anfragen',
	scope: '/',
	display: 'standalone',
	orientation: 'any',
	theme_color: '#0b5c6b',
	background_color: '#f4f6f7',
	categories: ['productivity', 'utilities'],
	icons: [
		{ src: '/icons/mark.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
		{ src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
		{ src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
		{ src: '/icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
	],
	shortcuts: [
		{ name: 'Hilfe anfragen', url: '/hilfe', icons: [{ src: '/icons/icon-192.png', sizes: '192x192' }] },
		{ name: 'Anfragen', url: '/anfragen', icons: [{ src: '/icons/icon-192.png', sizes: '192x192' }] },
	],
};
