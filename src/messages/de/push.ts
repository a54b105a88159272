import type { Priority } from '#domain/request.ts';

/** What a lock screen says. Composed at the server, in the language of the person, so that an old worker still shows it. */
export const push = {
	priorities: {
		1: 'Schalter steht',
		2: 'Heute',
		3: 'Diese Woche',
		4: 'Wenn Zeit ist',
	} satisfies Record<Priority, string>,
	callback: (number: string) => `Rückruf ${number}`,
	takenBy: (name: string, municipality: string) =>
		municipality === '' ? `Übernommen von ${name}` : `Übernommen von ${name} (${municipality})`,
	/** Somebody took it and took that back within a minute. */
	openAgain: (title: string) => `Wieder offen: ${title}`,
	/** To whoever coordinates: nobody has accepted. */
	unanswered: (title: string) => `Noch niemand: ${title}`,
	takenByYou: 'Von Ihnen übernommen',
	/** Whoever asked, or a colleague, took the offer "later". */
	assigned: 'Ihr Angebot gilt: Sie haben die Anfrage',
	/** The name is gone, because the account was deleted meanwhile, or not for this lock screen. */
	takenBySomebody: 'Schon übernommen',
	/** What a device missed while it was away: at least two. */
	several: (count: number) => `${count} offene Anfragen warten`,
	more: (count: number) => (count === 1 ? 'und eine weitere' : `und ${count} weitere`),
	/** Never to be taken for a request: the first word says what it is. */
	test: {
		title: 'Probealarm',
		body: 'Keine echte Anfrage. Bitte bestätigen Sie, dass Sie ihn sehen.',
	},
	weekly: {
		title: 'Wochenprobe',
		body: 'Rufkreis erreicht dieses Gerät. Antippen erneuert die Verbindung; sonst ist nichts zu tun.',
	},
	/** For a lock screen that says of no request what it is about. */
	withoutContent: {
		alert: (priority: Priority) => `Neue Anfrage, Priorität ${priority}`,
		unanswered: (priority: Priority) => `Noch von niemandem angenommen: Priorität ${priority}`,
		openAgain: (priority: Priority) => `Wieder offen: Anfrage, Priorität ${priority}`,
		about: (priority: Priority) => `Priorität ${priority}`,
		mostUrgent: (priority: Priority) => `Die dringendste: Priorität ${priority}`,
	},
};
