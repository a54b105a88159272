import { workerUrl } from './worker-url.ts';

/** For pages that have nothing to hear from the worker: registers it after the first paint. Safe to call beside `registerWorker`. Never throws. */
export function installWorker(): void {
	if (!('serviceWorker' in navigator)) return;
	afterPaint(() => void navigator.serviceWorker.register(workerUrl).catch(() => undefined));
}

export function afterPaint(work: () => void): void {
	// A page in the background paints nothing and gets no frames.
	if (document.visibilityState === 'hidden') setTimeout(work);
	else requestAnimationFrame(() => setTimeout(work));
}
