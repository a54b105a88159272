/** The ways to the legal pages, at the foot of every page that has one. */
export const legalLinks = {
	label: 'Rechtliches',
	privacy: 'Datenschutz',
	accessibility: 'Barrierefreiheit',
	imprint: 'Impressum',
	transparency: 'Transparenz',
};
