/** The mail with the code, plain text. No link in it: mail scanners follow links, and what is typed cannot be followed. */
export interface CodeMailFacts {
	/** `123 456`. */
	code: string;
	/** Where it is typed, without `https://`, so that nothing of it becomes a link. */
	host: string;
	minutes: number;
	/** `14:03`. */
	asked: string;
	until: string;
	/** `Chrome · Android`. */
	device: string;
}

export const codeMail = {
	subject: (code: string) => `${code} ist Ihr Code für Rufkreis`,
	body: ({ code, host, minutes, asked, until, device }: CodeMailFacts) =>
		`${code}

ist Ihr Code für die Anmeldung bei Rufkreis (${host}). Er gilt ${minutes} Minuten, bis ${until} Uhr, und nur einmal.

Angefordert um ${asked} Uhr mit ${device}. Waren Sie das nicht, müssen Sie nichts tun: Ohne den Code kommt niemand hinein.

Niemand wird Sie nach diesem Code fragen, auch nicht die Koordination und nicht am Telefon. Geben Sie ihn nur selbst bei Rufkreis ein.
`,
};
