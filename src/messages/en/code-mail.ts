import type { codeMail as german } from '../de/code-mail.ts';

export const codeMail = {
	subject: (code) => `${code} is your code for Rufkreis`,
	body: ({ code, host, minutes, asked, until, device }) =>
		`${code}

is your code for signing in to Rufkreis (${host}). It is valid for ${minutes} minutes, until ${until}, and only once.

Asked for at ${asked} with ${device}. If that was not you, there is nothing to do: nobody gets in without the code.

Nobody will ask you for this code, not the coordination and not on the telephone. Type it into Rufkreis yourself and nowhere else.
`,
} satisfies typeof german;
