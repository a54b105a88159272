/** Secrets of an embedded installation: made once, kept in DATA_DIR/keys.json, readable by its owner only. */
import { createECDH, randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { StartError, errorCode, explainFileError } from './start-error.ts';

const keysSchema = z.object({
	vapid: z.object({ publicKey: z.string(), privateKey: z.string() }),
	jwtSecret: z.string().min(32),
	publishableKey: z.string().startsWith('sb_publishable_'),
	secretKey: z.string().startsWith('sb_secret_'),
	/** Database passwords: the superuser, our own server, the mounted API. */
	passwords: z.object({ admin: z.string(), owner: z.string(), api: z.string() }),
});

export type Keys = z.infer<typeof keysSchema>;

function random(bytes: number): string {
	return randomBytes(bytes).toString('base64url');
}

/** A VAPID pair (RFC 8292): P-256, base64url, padded to full length. */
function makeVapidPair(): Keys['vapid'] {
	const curve = createECDH('prime256v1');
	const publicKey = curve.generateKeys();
	const privateKey = Buffer.concat([Buffer.alloc(32), curve.getPrivateKey()]).subarray(-32);
	return { publicKey: publicKey.toString('base64url'), privateKey: privateKey.toString('base64url') };
}

/** Fresh keys for a new installation. */
export function makeKeys(): Keys {
	return {
		vapid: makeVapidPair(),
		jwtSecret: random(48),
		publishableKey: `sb_publishable_${random(24)}`,
		secretKey: `sb_secret_${random(24)}`,
		passwords: { admin: random(24), owner: random(24), api: random(24) },
	};
}

function writeDurably(path: string, text: string): void {
	const prepared = `${path}.new`;
	const file = openSync(prepared, 'w', 0o600);
	try {
		writeFileSync(file, text);
		fsyncSync(file);
	} finally {
		closeSync(file);
	}
	renameSync(prepared, path);
}

/**
 * The keys of a data folder; made when missing. `databaseExists` guards against silently making new ones beside an
 * old database: its passwords, sessions and push subscriptions would all be lost.
 */
export function openKeys(folder: string, databaseExists: boolean): Keys {
	const path = join(folder, 'keys.json');
	try {
		const parsed = keysSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
		if (parsed.success) return parsed.data;
	} catch (error) {
		if (errorCode(error) === 'ENOENT') {
			if (databaseExists) {
				throw new StartError(
					`In ${folder} liegt eine Datenbank, aber keys.json fehlt; bitte aus der Sicherung zurückholen.`,
				);
			}
			const keys = makeKeys();
			try {
				writeDurably(path, `${JSON.stringify(keys, null, '\t')}\n`);
			} catch (failure) {
				throw explainFileError(failure, folder);
			}
			return keys;
		}
		if (!(error instanceof SyntaxError)) throw explainFileError(error, path);
	}
	throw new StartError(`${path} ist beschädigt; bitte aus der Sicherung zurückholen.`);
}
