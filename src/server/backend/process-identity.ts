/**
 * Who is behind a process id. Ids are reused, so an id alone never proves that "our" process still lives:
 * it counts only together with its start time (lock) or its working directory (PostgreSQL).
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { z } from 'zod';
import { errorCode } from './start-error.ts';

/** True while a process with this id exists, whoever owns it. A zombie of another parent counts as alive. */
export function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return errorCode(error) === 'EPERM';
	}
}

function ps(pid: number, column: string): string | undefined {
	try {
		const out = execFileSync('ps', ['-o', `${column}=`, '-p', String(pid)], {
			stdio: ['ignore', 'pipe', 'ignore'],
		});
		return out.toString().trim() || undefined;
	} catch {
		return undefined;
	}
}

/** An opaque word for when the process started: the same for the same process, another for its successor. */
export function startTime(pid: number): string | undefined {
	if (process.platform !== 'linux') return isAlive(pid) ? ps(pid, 'lstart') : undefined;
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
		// proc(5): the name in brackets may hold spaces; state is field 3, start time in clock ticks field 22.
		const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
		return fields[0] === 'Z' ? undefined : fields[19];
	} catch {
		return undefined;
	}
}

const identitySchema = z.object({ pid: z.int().positive(), started: z.string() });

/** A line that names a process for good, also after its id has been given to another. */
export function identify(pid: number): string {
	return JSON.stringify({ pid, started: startTime(pid) ?? '' });
}

/** The id of the process such a line names while it lives; undefined when it is gone or the line is damaged. */
export function findIdentified(line: string): number | undefined {
	const parsed = identitySchema.safeParse(parseJson(line));
	if (!parsed.success || !isAlive(parsed.data.pid)) return undefined;
	return startTime(parsed.data.pid) === parsed.data.started ? parsed.data.pid : undefined;
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** True when this process is a PostgreSQL server of this data folder (absolute, without symbolic links). */
export function isPostgresOf(pid: number, folder: string): boolean {
	if (!isAlive(pid)) return false;
	if (process.platform !== 'linux') return (ps(pid, 'command') ?? '').includes(folder);
	try {
		// A postmaster changes into its data folder (miscinit.c, ChangeToDataDir).
		return readlinkSync(`/proc/${pid}/cwd`) === folder;
	} catch {
		return false;
	}
}

function commandLines(): { pid: number; line: string }[] {
	if (process.platform !== 'linux') {
		const out = execFileSync('ps', ['-A', '-o', 'pid=,command='], { stdio: ['ignore', 'pipe', 'ignore'] });
		return out
			.toString()
			.split('\n')
			.map((row) => ({ pid: Number.parseInt(row, 10), line: row }));
	}
	return readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name))
		.map((name) => {
			try {
				return { pid: Number(name), line: readFileSync(`/proc/${name}/cmdline`, 'utf8') };
			} catch {
				// Gone since the list was read.
				return { pid: Number(name), line: '' };
			}
		});
}

/** Every other process whose command line contains this text; needs no note that a killed parent may not have left. */
export function findByCommandLine(part: string): number[] {
	return commandLines()
		.filter(({ pid, line }) => pid > 0 && pid !== process.pid && line.includes(part))
		.map(({ pid }) => pid);
}
