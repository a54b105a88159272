/** The way onto the Home Screen of an iPhone or iPad, step by step: where the buttons sit differs by version and browser. */
import { type BrowserWords, guessDevice, type IosVersion, readIosVersion } from './device-name.ts';

/** Since which version Safari looks so. 16.4 brought push, 18 moved the entry further down, 26 hides the share button behind "…". */
export const guides = ['ios16', 'ios18', 'ios26'] as const;
export type Guide = (typeof guides)[number];

/** `other`: Chrome, Edge, Firefox on iOS, whose share button stands beside the address. */
export interface Place {
	kind: 'iphone' | 'ipad' | 'elsewhere';
	browser: 'safari' | 'other';
	guide: Guide;
}

/** One picture and one sentence each, of the same name. */
export type Step =
	| 'bar_share'
	| 'address_share'
	| 'corner_more'
	| 'menu_share'
	| 'sheet_home'
	| 'sheet_more'
	| 'add'
	| 'add_as_app'
	| 'open';

/** Where the person stands, as far as the browser tells; a version nobody names is taken for today's. */
export function guessPlace(words: BrowserWords): Place {
	const { label, platform } = guessDevice(words);
	const kinds = { ios: 'iphone', ipados: 'ipad' } as const;
	return {
		kind: platform === 'ios' || platform === 'ipados' ? kinds[platform] : 'elsewhere',
		browser: label.startsWith('Safari') || label.startsWith('Browser') ? 'safari' : 'other',
		guide: guideFor(readIosVersion(words)),
	};
}

function guideFor(version: IosVersion | undefined): Guide {
	if (version === undefined || version.orNewer || version.major >= 26) return 'ios26';
	return version.major >= 18 ? 'ios18' : 'ios16';
}

/** The steps in order, down to the app's own icon. */
export function planInstallation({ kind, browser, guide }: Place): Step[] {
	const isPhoneInSafari = kind === 'iphone' && browser === 'safari';
	const share: Step[] = isPhoneInSafari
		? guide === 'ios26'
			? ['corner_more', 'menu_share']
			: ['bar_share']
		: ['address_share'];
	const entry: Step = guide === 'ios16' ? 'sheet_home' : 'sheet_more';
	return [...share, entry, guide === 'ios26' ? 'add_as_app' : 'add', 'open'];
}
