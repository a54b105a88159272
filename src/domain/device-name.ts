/** A name by which a person recognises a device in their own list. A guess from what the browser says about itself. */

export type BrowserWords = { userAgent: string; maxTouchPoints: number };

/** `label` is for people (`Chrome · Android`, made of names that are the same in every language), `platform` for the server. */
export type DeviceName = { label: string; platform: (typeof systems)[number][1] | 'unknown' };

const systems = [
	[/iPhone|iPod/, 'ios', 'iPhone'],
	[/iPad/, 'ipados', 'iPad'],
	[/Android/, 'android', 'Android'],
	[/Windows/, 'windows', 'Windows'],
	[/CrOS/, 'chromeos', 'ChromeOS'],
	[/Macintosh|Mac OS X/, 'macos', 'Mac'],
	[/Linux/, 'linux', 'Linux'],
] as const;

/** Browsers built on another one say both names: the more special one is looked for first. */
const browsers = [
	[/Edg(A|iOS)?\//, 'Edge'],
	[/OPR\/|OPX\/|OPT\//, 'Opera'],
	[/SamsungBrowser\//, 'Samsung Internet'],
	[/Firefox\/|FxiOS\//, 'Firefox'],
	[/CriOS\/|Chrome\/|Chromium\//, 'Chrome'],
	[/Safari\//, 'Safari'],
] as const;

/** Never throws, and no label is empty: an unknown browser is called `Browser`. */
export function guessDevice({ userAgent, maxTouchPoints }: BrowserWords): DeviceName {
	const browser = browsers.find(([pattern]) => pattern.test(userAgent))?.[1] ?? 'Browser';
	const system = systems.find(([pattern]) => pattern.test(userAgent));
	if (system === undefined) return { label: browser, platform: 'unknown' };
	const [, platform, name] = system;
	// Since iPadOS 13 Safari calls itself a Mac; no Mac has a touch screen.
	if (platform === 'macos' && maxTouchPoints > 1) return { label: `${browser} · iPad`, platform: 'ipados' };
	return { label: `${browser} · ${name}`, platform };
}

/** True where push exists only for an app on the Home Screen. */
export function isIos(words: BrowserWords): boolean {
	const { platform } = guessDevice(words);
	return platform === 'ios' || platform === 'ipados';
}
