/** Runs the backup where no file may be longer than a few kilobytes, as on a disk that is full. The limit is the shell's, in blocks of 512 or 1024 bytes. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const program = join(import.meta.dirname, '..', '..', 'src', 'server', 'backup.ts');
// The database of a running server would be limited, too: it is this one's child.
const script = 'trap "" XFSZ; ulimit -f 4; exec "$@"';
const { status } = spawnSync(
	'/bin/sh',
	['-c', script, 'sh', process.execPath, program, ...process.argv.slice(2)],
	{
		stdio: 'inherit',
	},
);
process.exit(status ?? 2);
