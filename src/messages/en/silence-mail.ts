import type { silenceMail as German } from '#messages/de/silence-mail.ts';

const causes = {
	silence:
		'This request went to your devices, but none of them confirmed it. That is why it comes by e-mail.',
	without_device:
		'This request concerns you, but you have no device that Rufkreis can alert. That is why it comes by e-mail.',
};

export const silenceMail: typeof German = {
	subject: ({ priority, title, municipality }) => `Priority ${priority}: ${title} (${municipality})`,
	body: ({ cause, number, title, municipality, cluster, priority, since, callback, link }) =>
		`${title}

Request ${number}, priority ${priority}
${municipality}, ${cluster}
Open since ${since}${callback === '' ? '' : `\nCall back: ${callback}`}

View and accept: ${link}

The link only opens the request. It is accepted in Rufkreis, not before.

${causes[cause]} Whether somebody is still needed is shown in Rufkreis: when this e-mail left, the request was open.

What to do about your devices is shown under “Me”. That is also where you switch these e-mails off.
`,
};
