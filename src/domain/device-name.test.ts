import { expect, test } from 'vitest';
import { guessDevice, isIos } from '#domain/device-name.ts';

const webkit = 'AppleWebKit/605.1.15 (KHTML, like Gecko)';
const blink = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0';

test.each([
	[`Mozilla/5.0 (Linux; Android 10; K) ${blink} Mobile Safari/537.36`, 5, 'Chrome · Android', 'android'],
	[
		`Mozilla/5.0 (Linux; Android 14; SM-A536B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36`,
		5,
		'Samsung Internet · Android',
		'android',
	],
	[
		`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${blink} Safari/537.36 Edg/156.0.0.0`,
		0,
		'Edge · Windows',
		'windows',
	],
	['Mozilla/5.0 (X11; Linux x86_64; rv:156.0) Gecko/20100101 Firefox/156.0', 0, 'Firefox · Linux', 'linux'],
	['Mozilla/5.0 (Android 15; Mobile; rv:156.0) Gecko/156.0 Firefox/156.0', 5, 'Firefox · Android', 'android'],
	[
		`Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) ${webkit} Version/26.1 Mobile/15E148 Safari/604.1`,
		5,
		'Safari · iPhone',
		'ios',
	],
	[
		`Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) ${webkit} CriOS/156.0 Mobile/15E148 Safari/604.1`,
		5,
		'Chrome · iPhone',
		'ios',
	],
	[
		`Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${webkit} Version/26.1 Safari/605.1.15`,
		5,
		'Safari · iPad',
		'ipados',
	],
	[
		`Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${webkit} Version/26.1 Safari/605.1.15`,
		0,
		'Safari · Mac',
		'macos',
	],
	[`Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${blink} Safari/537.36`, 0, 'Chrome · ChromeOS', 'chromeos'],
	['Lynx', 0, 'Browser', 'unknown'],
	['', 0, 'Browser', 'unknown'],
])('%s is told apart', (userAgent, maxTouchPoints, label, platform) => {
	expect(guessDevice({ userAgent, maxTouchPoints })).toEqual({ label, platform });
	expect(isIos({ userAgent, maxTouchPoints })).toBe(platform === 'ios' || platform === 'ipados');
});
