/*
 * Pages that a tap on a notification opens: no session, no device database, nothing heavy. They are drawn from the precached shell,
 * so that the button is there before the network is.
 */
export const ssr = false;
