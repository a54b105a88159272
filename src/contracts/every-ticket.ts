/** Every door that acts by ticket, as the server sees them. The page behind a notification must not carry this file: the pack is most of it. */
import { ticketAnswers } from './tickets.ts';
import { packAnswer } from './trip-pack.ts';

export const everyTicketAnswer = { ...ticketAnswers, pack: packAnswer } as const;
export type EveryTicketAction = keyof typeof everyTicketAnswer;
