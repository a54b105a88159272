import type { legalLinks as german } from '../de/legal-links.ts';

export const legalLinks: typeof german = {
	label: 'Legal matters',
	privacy: 'Data protection',
	accessibility: 'Accessibility',
	imprint: 'Imprint',
	transparency: 'Transparency',
};
