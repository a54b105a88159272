import { feedbackBounds } from '#domain/feedback.ts';
import type { accessibility as german } from '../de/accessibility.ts';

export const accessibility: typeof german = {
	statement: {
		title: 'Accessibility',
		description: 'How accessible Rufkreis is, what is still missing, and how to report a barrier.',
		lead: 'Everybody shall be able to use Rufkreis. This page says how far we are, what is still missing and how to report a barrier.',
		changed: '2026-11-25',
		sections: [
			{
				id: 'massstab',
				title: 'What do we measure ourselves by?',
				blocks: [
					'By the Web Content Accessibility Guidelines (WCAG) 2.2, level AA. The European standard EN 301 549, the German BITV 2.0 and the Saxon law on accessible websites (BfWebG) build on them. This statement covers all pages at this address and the installed app.',
				],
			},
			{
				id: 'stand',
				title: 'How far are we?',
				blocks: [
					'By our own examination Rufkreis meets most of the requirements. Nobody from outside has examined it yet. That is why we call Rufkreis “partially conformant”.',
				],
			},
			{
				id: 'pruefung',
				title: 'How did we examine it?',
				blocks: [
					'Ourselves, with a checking program (axe) and our own tests. Both run with every change of the program:',
					[
						'nearly every page, light and dark, with text at 200 % and 320 pixels wide',
						'the contrast of all colours that carry meaning, in both palettes',
						'writing and sending a request by keyboard alone',
						'these pages without JavaScript',
					],
				],
			},
			{
				id: 'grenzen',
				title: 'What does not work yet?',
				blocks: [
					[
						'People who use a screen reader or another aid every day have not examined Rufkreis yet.',
						'Photos and files of requests come from people of the network. They have no description.',
						'How a notification is read out is up to your phone. On iPhones it has no buttons; there a tap opens a page with one large button.',
						'The app needs JavaScript. These public pages need none.',
						'There are no texts in easy-to-read language or sign language.',
						'The names in the menu of the installed app are in German only.',
					],
				],
			},
			{
				id: 'durchsetzung',
				title: 'What if we do not help?',
				blocks: [
					'If you get no answer from us that helps you, you can turn to the body in charge:',
					{ part: 'enforcement_body' },
				],
			},
		],
	},
	feedback: {
		title: 'Report a barrier',
		intro: 'Something cannot be read, used or understood? Write it here. You need no account.',
		message: {
			label: 'What hinders you?',
			hint: 'Best with the page on which it happens, and your device. Please no data of citizens.',
		},
		contact: {
			label: 'How do we reach you? (optional)',
			hint: 'E-mail or phone, only if you want an answer.',
		},
		website: 'Please leave empty',
		send: 'Send feedback',
		privacy: 'What happens to it is in the data protection notice.',
		results: {
			kept: {
				title: 'Your feedback has arrived',
				body: 'Coordination reads it. If you left a contact, they will answer you.',
			},
			invalid: {
				title: 'Not sent yet',
				body: 'What is missing stands at the field. Your text is still here.',
			},
			too_many: {
				title: 'Not sent yet',
				body: 'A lot of feedback came from your line just now. Your text is still here; send it again in ten minutes.',
			},
			unavailable: {
				title: 'Not sent yet',
				body: 'The database does not answer right now. Your text is still here; send it again in a moment.',
			},
			malformed: {
				title: 'Not sent',
				body: 'The server could not read that. Please write it in this form.',
			},
			wrong_origin: {
				title: 'Not sent',
				body: 'That did not come from this page. Please write it in this form.',
			},
			offline: {
				title: 'No connection right now',
				body: 'Your text stays in the form. Send it once you have a network.',
			},
		},
		problems: {
			message: {
				missing: 'Write what hinders you.',
				too_long: `Shorten it to ${feedbackBounds.message} characters.`,
			},
			contact: {
				missing: 'Write how we reach you.',
				too_long: `Shorten it to ${feedbackBounds.contact} characters.`,
			},
		},
	},
};
