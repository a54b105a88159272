/** Which emitted files a screen loads, read from what the build left. For building and its proofs; a running server needs none of it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

/** Where Kit leaves what browsers load, from the project's folder. */
export const clientFolder = '.svelte-kit/output/client';
const generated = '.svelte-kit/generated/client-optimized';

const chunks = z.record(
	z.string(),
	z.object({
		file: z.string(),
		imports: z.array(z.string()).optional(),
		css: z.array(z.string()).optional(),
	}),
);

export interface ClientFiles {
	/** In the order in which they build on each other. Addresses without a leading slash. */
	scripts: string[];
	styles: string[];
}

/** Node numbers a route needs, from Kit's own dictionary: `"/route": [leaf, [layouts]]`; a leaf with server load is written as its complement. */
function nodesOf(route: string): number[] {
	const dictionary = readFileSync(join(generated, 'app.js'), 'utf8');
	const line = dictionary.split('\n').find((text) => text.trim().startsWith(`${JSON.stringify(route)}:`));
	if (line === undefined) throw new Error(`no route ${route}`);
	const [leaf, ...layouts] = [...line.slice(line.indexOf(':')).matchAll(/~?\d+/g)].map(([text]) =>
		text.startsWith('~') ? ~~Number(text.slice(1)) : Number(text),
	);
	// Root layout and error page are loaded at every start.
	return [0, 1, ...layouts, ...(leaf === undefined ? [] : [leaf])];
}

type Chunks = z.infer<typeof chunks>;

/** Everything that must be there before these have run, each after what it builds on. Throws for one that was not built. */
function filesOf(manifest: Chunks, keys: readonly string[]): ClientFiles {
	const seen = new Set<string>();
	const scripts: string[] = [];
	const styles = new Set<string>();
	function visit(key: string): void {
		if (seen.has(key)) return;
		seen.add(key);
		const chunk = manifest[key];
		if (chunk === undefined) throw new Error(`the manifest does not know ${key}`);
		for (const imported of chunk.imports ?? []) visit(imported);
		scripts.push(chunk.file);
		for (const style of chunk.css ?? []) styles.add(style);
	}
	for (const key of keys) visit(key);
	return { scripts, styles: [...styles] };
}

function readChunks(): Chunks {
	return chunks.parse(JSON.parse(readFileSync(join(clientFolder, '.vite/manifest.json'), 'utf8')));
}

/** What Kit starts with on every page, and what names the screens to it. */
function startOf(manifest: Chunks): string[] {
	const entry = Object.keys(manifest).find((name) => name.endsWith('client/entry.js'));
	if (entry === undefined) throw new Error('the manifest has no entry');
	return [entry, `${generated}/app.js`];
}

/**
 * Everything that must be there before the app can draw the screen of a route. `route` as Kit names it, with its groups. Throws for one that does
 * not exist and where nothing was built.
 */
export function filesOfRoute(route: string): ClientFiles {
	const manifest = readChunks();
	const nodes = nodesOf(route).map((number) => `${generated}/nodes/${number}.js`);
	return filesOf(manifest, [...startOf(manifest), ...nodes]);
}

/** The same for one script, from the project's folder; that script is the last of them. */
export function filesOfScript(source: string): ClientFiles {
	return filesOf(readChunks(), [source]);
}
