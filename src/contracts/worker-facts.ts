/** What the service worker tells about itself, for the page that says whether alerts reach this device. */
import * as z from 'zod/mini';

/** Answer to `tell-version`. */
export const versionAnswer = z.object({ version: z.string() });
export type VersionAnswer = z.infer<typeof versionAnswer>;

/** Cache in which the worker notes when the last message came, and nothing about it. */
export const lastArrivalCache = 'rufkreis-last-arrival';
export const lastArrivalKey = '/last-arrival';
/** `at`: milliseconds since the epoch, by the clock of this device. */
export const lastArrival = z.object({ at: z.number() });
