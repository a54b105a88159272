/** A process with the whole backend and nothing else: what the lifecycle tests start, watch and kill. */
import { startOrExit } from '#server/runtime.ts';

const { backend } = await startOrExit();
process.stdout.write(`ready ${backend.databaseUrl}\n`);
