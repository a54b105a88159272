/** What a PostgreSQL data folder says about the server that runs on it (postmaster.pid, miscadmin.h). */
import { readFileSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, isPostgresOf } from './process-identity.ts';
import { errorCode } from './start-error.ts';

export interface Postmaster {
	pid: number;
	port: number;
	state: 'starting' | 'stopping' | 'ready';
}

function parseState(word: string): Postmaster['state'] {
	return word === 'ready' || word === 'stopping' ? word : 'starting';
}

/** Lines: 1 process id, 2 folder, 3 start, 4 port, 5 socket, 6 address, 7 shared memory, 8 state. */
export function parsePostmaster(text: string): Postmaster | undefined {
	const lines = text.split('\n');
	const pid = Number(lines[0]);
	if (!Number.isInteger(pid) || pid <= 0) return undefined;
	return { pid, port: Number(lines[3] ?? 0), state: parseState(lines[7]?.trim() ?? '') };
}

/** The living server of this folder, or undefined. */
export function findPostmaster(folder: string): Postmaster | undefined {
	const postmaster = readPostmaster(folder);
	return postmaster && isPostgresOf(postmaster.pid, realpathSync(folder)) ? postmaster : undefined;
}

function readPostmaster(folder: string): Postmaster | undefined {
	try {
		return parsePostmaster(readFileSync(join(folder, 'postmaster.pid'), 'utf8'));
	} catch (error) {
		if (errorCode(error) === 'ENOENT') return undefined;
		throw error;
	}
}

/**
 * Removes a postmaster.pid whose process id now belongs to somebody else (after a power cut or in a new container).
 * PostgreSQL would refuse to start over it. Where the id is simply gone PostgreSQL recovers by itself and, unlike us,
 * also checks that no left-over child still holds the shared memory; that file therefore stays.
 */
export function removeStalePostmaster(folder: string): void {
	const postmaster = readPostmaster(folder);
	if (!postmaster || !isAlive(postmaster.pid) || isPostgresOf(postmaster.pid, realpathSync(folder))) return;
	rmSync(join(folder, 'postmaster.pid'), { force: true });
}
