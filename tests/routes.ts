/** The pages there are, read from the folders: what a test demands of every page it demands of the next one too. */
import { readdirSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';

const root = join(import.meta.dirname, '..', 'src', 'routes');

export interface Page {
	/** As in the address, with parameters in brackets: `/anfragen/[id]`. */
	path: string;
	/** Drawn in the browser, from the device; otherwise by the server. */
	isApp: boolean;
}

/** Every `+page.svelte`, sorted by path. */
export function findPages(): Page[] {
	return readdirSync(root, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('+page.svelte'))
		.map((file) => {
			const parts = dirname(file).split(sep);
			const segments = parts.filter((part) => part !== '.' && !part.startsWith('('));
			return { path: `/${segments.join('/')}`, isApp: parts[0] === '(app)' || parts[0] === '(accept)' };
		})
		.sort((a, b) => a.path.localeCompare(b.path));
}

/** The data API that is mounted before all routes (src/hooks.server.ts). */
const mounted = ['/auth/v1/token', '/rest/v1/requests', '/storage/v1/object/attachments/x'];

/** Every `+server.ts`, as in the address, and the mounted API. */
export function findDoors(): string[] {
	const own = readdirSync(root, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('+server.ts'))
		.map(
			(file) =>
				`/${dirname(file)
					.split(sep)
					.filter((part) => !part.startsWith('('))
					.join('/')}`,
		);
	return [...own, ...mounted].sort();
}
