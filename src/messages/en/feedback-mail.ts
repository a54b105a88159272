import type { feedbackMail as german } from '../de/feedback-mail.ts';

export const feedbackMail = {
	subject: 'Rufkreis: there is new feedback',
	body: (host) =>
		`Somebody has written through the form on the accessibility page of Rufkreis (${host}).

Coordination reads it in the app under “Koordination”, “Rückmeldungen”. Nothing of it is in this mail. Whatever comes within the next hour is told in one mail.
`,
} satisfies typeof german;
