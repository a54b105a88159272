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

/** `orNewer`: the number stands still, the system may be newer. */
export interface IosVersion {
	major: number;
	minor: number;
	orNewer: boolean;
}

/** From iOS 26 on the system's own number in these words stays 18.6 (WebKit froze it); only Safari's beside it goes on. */
const frozen = { major: 18, minor: 6 };

/** The version of iOS or iPadOS; undefined elsewhere, or where nothing is said about it. An app on the Home Screen names no Safari. */
export function readIosVersion(words: BrowserWords): IosVersion | undefined {
	if (!isIos(words)) return undefined;
	const { userAgent } = words;
	const safari = /Version\/(\d+)(?:\.(\d+))?/.exec(userAgent);
	const found = safari ?? /OS (\d+)_(\d+)/.exec(userAgent.replace('Mac OS X', ''));
	if (found === null) return undefined;
	const major = Number(found[1]);
	const minor = Number(found[2] ?? 0);
	const isFrozen = major > frozen.major || (major === frozen.major && minor >= frozen.minor);
	return { major, minor, orNewer: safari === null && isFrozen };
}

/** Push for apps on the Home Screen came with iOS 16.4. What does not say its version is believed. */
export function isTooOld(version: IosVersion | undefined): boolean {
	if (version === undefined) return false;
	return version.major < 16 || (version.major === 16 && version.minor < 4);
}
