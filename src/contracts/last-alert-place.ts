/** Cache in which the worker leaves the newest alert for the accept page; readable without IndexedDB. */
export const lastAlertCache = 'rufkreis-last-alert';
/** Key inside that cache; a path of our own that no server answers. */
export const lastAlertKey = '/last-alert';
