import type { Page } from '@playwright/test';

/** Light or dark, without motion, once it is painted: colours on their way from one to the other are nobody's to judge. */
export async function wear(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
	await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
	// "Without motion" is a transition of a hundredth of a millisecond, and that ends with a frame.
	await page.evaluate(
		() =>
			new Promise((resolve) => {
				requestAnimationFrame(() => requestAnimationFrame(resolve));
			}),
	);
}
