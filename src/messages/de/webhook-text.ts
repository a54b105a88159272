/**
 * What the webhook of the network passes on, short enough for a text message. It leaves the network: no title, no text, no name and no number of a
 * person. In German only: it goes to one place for all.
 */
export interface SilenceTextFacts {
	number: number;
	priority: number;
	municipality: string;
	cluster: string;
	/** `30.11., 14:03`. */
	since: string;
	link: string;
}

export const webhookText = {
	silence: {
		title: ({ priority, municipality }: Pick<SilenceTextFacts, 'priority' | 'municipality'>) =>
			`Rufkreis: Priorität ${priority}, ${municipality}`,
		text: ({ number, priority, municipality, cluster, since, link }: SilenceTextFacts) =>
			`Anfrage ${number} (Priorität ${priority}, ${municipality}, ${cluster}) ist seit ${since} Uhr offen. Kein Gerät hat die Alarmierung bestätigt. ${link}`,
	},
	test: {
		title: 'Rufkreis: Probe',
		text: 'Dies ist eine Probe aus Rufkreis. Es ist nichts zu tun.',
	},
};
