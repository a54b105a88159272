import type { escalation } from '#messages/de/escalation.ts';

export type EscalationWords = typeof escalation;
