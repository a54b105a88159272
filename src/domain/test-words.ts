/** What a test alarm can be, in words that device, server and database share. Apart from the rules: the start of the app reads only these. */

/** asked: by the person, ends when they confirm. weekly: the visible check of a silent device, ends when it arrives. */
export const testCauses = ['asked', 'weekly'] as const;

/** failed: refused by the push service. gone: the device has no address any more. expired: its time is over. */
export const testOutcomes = ['running', 'confirmed', 'arrived', 'failed', 'gone', 'expired'] as const;
export type TestOutcome = (typeof testOutcomes)[number];
