/**
 * `GET /api/live`: an event stream of lines. It says that something this person may see changed, never what: who hears it pulls. It begins
 * with a nudge, for what happened before it was open.
 */

/** Of the request: the id of the device it comes from, where the person is called on this one. */
export const deviceHeader = 'x-device';

/** Something changed. */
export const nudgeLine = 'data: changed';
/** Nothing happened, but the line is alive: a comment of the event stream format. */
export const beatLine = ':';
/** How often the server says at least something. */
export const beatEveryMs = 15_000;
/** Without a line for so long the connection is dead, whatever the operating system believes: two beats were lost and a third is late. */
export const deadAfterMs = 45_000;
