/** Where the worker lies. Apart: registering it needs nothing else of this room. */
export const workerUrl = '/service-worker.js';
