/** When a page that starts has painted what a person waits for. */
import type { Page } from '@playwright/test';

/**
 * Milliseconds from the beginning of the navigation until the first element of this selector was painted. `slowdown`: how many times slower the
 * processor of the page is. `page` must be fresh; it stays at the address.
 */
export async function untilPainted(
	page: Page,
	address: string,
	selector: string,
	slowdown: number,
): Promise<number> {
	const cdp = await page.context().newCDPSession(page);
	await cdp.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
	await page.addInitScript((wanted) => {
		const painted = new Promise<number>((resolve) => {
			const look = (): void => {
				if (document.querySelector(wanted) === null) requestAnimationFrame(look);
				else requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
			};
			look();
		});
		Object.assign(window, { painted });
	}, selector);
	await page.goto(address);
	const took = await page.evaluate(() => ('painted' in window ? window.painted : undefined));
	if (typeof took !== 'number') throw new Error('the page did not measure');
	return took;
}
