/** Names in a shell, while it is built, the files of its screen: a browser fetches them side by side, not each after the one that asks for it. */
import { hurriedScreens } from '#domain/hurried-screens.ts';
import { filesOfRoute } from './client-files.ts';

/** `html` is what Kit made of `/shell/…`; that of `/shell` itself, which any screen may start from, stays as it is. */
export function nameAhead(html: string, pathname: string): string {
	const screen = Object.entries(hurriedScreens).find(([name]) => pathname === `/shell/${name}`);
	if (screen === undefined) return html;
	const { scripts, styles } = filesOfRoute(screen[1]);
	const links = [
		...styles.map((file) => `<link href="/${file}" rel="stylesheet">`),
		...scripts.map((file) => `<link href="/${file}" rel="modulepreload">`),
	].filter((link) => !html.includes(link));
	return html.replace('</head>', () => `\t${links.join('\n\t\t')}\n\t</head>`);
}
