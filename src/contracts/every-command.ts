/** Both kinds of commands as whoever sends one sees them. The start of the app must not carry this file, only types of it. */
import type * as z from 'zod/mini';
import { commands } from './commands.ts';
import { directCommands } from './direct-commands.ts';

export const everyCommand = { ...commands, ...directCommands } as const;

export type EveryCommandName = keyof typeof everyCommand;
export type ArgumentsOf<Name extends EveryCommandName> = z.infer<(typeof everyCommand)[Name]['arguments']>;
export type AnswerOf<Name extends EveryCommandName> = z.infer<(typeof everyCommand)[Name]['answer']>;
