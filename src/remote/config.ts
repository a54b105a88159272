import { type AppConfig, appConfig } from '#contracts/config.ts';

const key = 'rufkreis.config';

/**
 * Where the server is and what it offers. A device that has asked before answers from memory at once and asks again
 * behind; only the very first start waits. Rejects when there is neither memory nor an answer.
 */
export async function readConfig(): Promise<AppConfig> {
	const kept = readKeptConfig();
	const fresh = fetchConfig();
	if (kept === undefined) return fresh;
	// Offline, or a server in trouble: the kept one stays true until it can be asked.
	fresh.catch(() => undefined);
	return kept;
}

/** For what must not be decided by memory, such as whether demo accounts exist. Rejects when the server cannot be asked. */
export async function fetchConfig(): Promise<AppConfig> {
	const response = await fetch('/api/config', { signal: AbortSignal.timeout(15_000) });
	if (!response.ok) throw new Error(`/api/config answered ${response.status}`);
	const config = appConfig.parse(await response.json());
	const before = readKeptConfig()?.supabaseUrl;
	// Before it is remembered: what the next start believes, its page must be allowed to reach.
	if (before !== undefined && before !== config.supabaseUrl)
		await import('#remote/renew-shell.ts').then(({ renewShell }) => renewShell());
	localStorage.setItem(key, JSON.stringify(config));
	return config;
}

function readKeptConfig(): AppConfig | undefined {
	const parsed = appConfig.safeParse(parseJson(localStorage.getItem(key)));
	return parsed.success ? parsed.data : undefined;
}

function parseJson(text: string | null): unknown {
	try {
		return JSON.parse(text ?? 'null');
	} catch {
		return undefined;
	}
}
