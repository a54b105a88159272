import type { CommonWords } from '#messages/german.ts';
import type { NavItem } from '#ui/looks.ts';

/** What the bar at the bottom leads to. */
export function mainScreens(words: CommonWords['common']['navigation']): NavItem[] {
	return [
		{ icon: 'requests', href: '/anfragen', label: words.requests },
		{ icon: 'ask', href: '/hilfe', label: words.ask },
		{ icon: 'network', href: '/netz', label: words.network },
		{ icon: 'me', href: '/ich', label: words.me },
	];
}
