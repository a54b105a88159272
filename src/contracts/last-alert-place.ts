/** Cache in which the worker leaves the newest alert for the accept page; readable without IndexedDB. */
export const lastAlertCache = 'rufkreis-last-alert';
/** Key inside that cache; a path of our own that no server answers. */
export const lastAlertKey = '/last-alert';
/** Key of the newest test alarm that nobody has confirmed here. */
export const lastTestKey = '/last-test';
