/** The mail that says that nobody is on call, plain text and without a name. Its only link opens a page: nothing in a mail may act. */
export interface GapMailFacts {
	cluster: string;
	/** As a stretch of time reads. */
	gaps: readonly string[];
	/** Who reads it: a topic owner, or coordination because no topic owner is there. */
	to: 'owner' | 'coordination';
	link: string;
}

const whys: Record<GapMailFacts['to'], string> = {
	owner: 'Sie bekommen diese E-Mail, weil Sie dort themen-zuständig sind.',
	coordination:
		'Sie bekommen diese E-Mail als Koordination, weil dort gerade niemand themen-zuständig ist, der es sehen könnte.',
};

export const gapMail = {
	subject: (cluster: string) => `Lücke in der Bereitschaft: ${cluster}`,
	body: ({ cluster, gaps, to, link }: GapMailFacts) =>
		`Für „${cluster}“ ist jemand zur Bereitschaft eingeteilt, aber niemand da:

${gaps.map((gap) => `- ${gap}`).join('\n')}

In dieser Zeit wird statt der Bereitschaft gleich die nächste Stufe gerufen. Fragen Sie im Cluster, wer übernimmt.

Ansehen: ${link}

${whys[to]} Beim Absenden war es eine Lücke; ob es noch eine ist, steht in Rufkreis.
`,
};
