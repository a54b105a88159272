/** Names in a shell, while it is built, the files of its screen: a browser fetches them side by side, not each after the one that asks for it. */
import { earlyMark, earlyScripts, hurriedScreens, laterMark } from '#domain/hurried-screens.ts';
import { type ClientFiles, filesOfRoute, filesOfScript } from './client-files.ts';

/**
 * `html` is what Kit made of `/shell/…`; that of `/shell` itself, which any screen may start from, stays as it is. Where a script draws the screen
 * before the app, that script comes with what it builds on, and the files of the app wait in a template until it has drawn (`state/curtain.ts`):
 * reading sixty files takes a phone longer than drawing the list.
 */
export function nameAhead(html: string, pathname: string): string {
	const screen = Object.entries(hurriedScreens).find(([name]) => pathname === `/shell/${name}`);
	if (screen === undefined) return html;
	const [name, route] = screen;
	const source = Object.entries(earlyScripts).find(([early]) => early === name)?.[1];
	const appFiles = filesOfRoute(route);
	const app = linksTo(appFiles);
	if (source === undefined) return intoHead(html, app);
	const files = filesOfScript(source);
	// In the order of the app: what comes later wins.
	const rank = (file: string): number => appFiles.styles.indexOf(file);
	const styles = files.styles.toSorted((a, b) => rank(a) - rank(b));
	const early = linksTo({ ...files, styles });
	const own = files.scripts
		.slice(-1)
		.map((file) => `<script type="module" src="/${file}" ${earlyMark}></script>`);
	// Kit names what it starts with; all of that is as much the app as the rest.
	const kits = html.match(kitsLink) ?? [];
	const later = [...kits.map((link) => link.trim()), ...app].filter((link) => !early.includes(link));
	return intoHead(html.replace(kitsLink, ''), [
		...early,
		...own,
		`<template ${laterMark}>${[...new Set(later)].join('')}</template>`,
	]);
}

const kitsLink = /\s*<link href="\/_app\/[^>]*>/g;

function linksTo({ scripts, styles }: ClientFiles): string[] {
	return [
		...styles.map((file) => `<link href="/${file}" rel="stylesheet">`),
		...scripts.map((file) => `<link href="/${file}" rel="modulepreload">`),
	];
}

function intoHead(html: string, lines: readonly string[]): string {
	const missing = lines.filter((line) => !html.includes(line));
	return html.replace('</head>', () => `\t${missing.join('\n\t\t')}\n\t</head>`);
}
