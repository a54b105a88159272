import type { gapMail as german, GapMailFacts } from '#messages/de/gap-mail.ts';

const whys: Record<GapMailFacts['to'], string> = {
	owner: 'You get this e-mail because you are a topic owner there.',
	coordination:
		'You get this e-mail as coordination, because no topic owner is there at the moment who could see it.',
};

export const gapMail: typeof german = {
	subject: (cluster) => `Nobody is on call: ${cluster}`,
	body: ({ cluster, gaps, to, link }) =>
		`Somebody is planned to be on call for “${cluster}”, but nobody is there:

${gaps.map((gap) => `- ${gap}`).join('\n')}

During this time the next step is called at once instead. Ask in the cluster who takes over.

Have a look: ${link}

${whys[to]} It was a gap when this was sent; whether it still is, Rufkreis says.
`,
};
