import type { LegalWords } from '../legal-words.ts';

export const privacy: LegalWords = {
	title: 'Data protection',
	description: 'What Rufkreis stores about you, what for, how long, and who sees it.',
	lead: 'This page says what Rufkreis stores about you, what for, how long, and who sees it.',
	changed: '2026-11-26',
	sections: [
		{
			id: 'verantwortlich',
			title: 'Who is responsible?',
			blocks: [
				'Responsible for the data in this installation is:',
				{ part: 'controller' },
				'Questions about data protection are answered by:',
				{ part: 'data_protection_officer' },
			],
		},
		{
			id: 'besuch',
			title: 'What happens when I only read these pages?',
			blocks: [
				'You need no account for that. Your browser sends the server your IP address, or no answer would arrive. Rufkreis does not keep it.',
				'In some places the server counts how often an IP address tries something. That slows abuse down. The count is in memory and forgotten after minutes.',
				'There may be a web server in front of Rufkreis that keeps logs of its own. Whoever is responsible can tell you whether and for how long.',
				'There is no advertising, no counting of visitors and nothing from servers of others.',
				'There is one single cookie. It remembers German or English, but only once you choose the language yourself. It lasts a year.',
			],
		},
		{
			id: 'server',
			title: 'What is stored about me on the server?',
			blocks: [
				'Only if you have an account:',
				[
					'Account: your e-mail address, when it was made, when you signed in, and your running sessions. Where Supabase runs the sign-in, a session also holds IP address and browser.',
					'Profile: your name, your municipality, your building if you have chosen one, your language, your tasks in the network, your phone number and e-mail address at work, and whether you show them.',
					'Clusters: which topic clusters you are in, since when, and until when you pause. When you leave a cluster the entry is deleted.',
					'On call: when you are on call for a cluster, whether you are a step of your own in its alerting, and to whom you handed that over or for whom you took it. If it stays a gap, an e-mail without your name goes to the topic owners, without them to coordination.',
					'Requests: what you write, with place, call-back number and files. And the history: who asked, accepted, gave back, handed over or said “later”, with the time, and from when on somebody can help. Who helps along, without a time.',
					'Settings, if you have chosen them: what your button “Later” offers, your quiet hours, until when you pause, which clusters and devices are muted, when the weekly check comes, whether an e-mail comes when your devices are silent. Nobody else can read them; what others notice of them stands under “Who sees what?”. When somebody is not alerted because of them, the request only says how many are resting.',
					'How-tos: what you wrote, with you as the author.',
					'Devices, if you switch notifications on: a name such as “Chrome on Android”, when the device was registered and last seen, its address at the push service and two keys.',
					'Deliveries: which device got which alert when, and whether it was answered. When none of your devices confirms an alert, an e-mail goes to your address; what is stored is when, and whether the mail server took it, not its text.',
					'Test alarms and weekly checks: which of your devices was checked when, when the check arrived and when you confirmed it. Only you see that.',
					'Steps: an identifier of everything you do in the app, so that nothing happens twice. Your texts are not in it.',
				],
				'Whoever signs in with a code leaves: the e-mail address, an unreadable form of the code, when e-mails went out and how often somebody guessed. That is deleted one to seven hours after the last e-mail. Where Supabase runs the sign-in, its periods hold.',
				'If coordination has noted your e-mail address for an account, it is on the server until you sign in for the first time.',
			],
		},
		{
			id: 'zweck',
			title: 'What does Rufkreis need it for?',
			blocks: [
				[
					'Account and profile: so that only people of participating municipalities get in, and can call each other back.',
					'Clusters, rota, devices and deliveries: so that the right specialists are alerted, and nobody twice.',
					'Requests and history: so that somebody helps and everybody concerned sees how it stands.',
				],
				'As a rule this rests on Article 6(1)(e) of the General Data Protection Regulation (GDPR): a task in the public interest. Notifications come only if you switch them on (point a); you can switch them off at “Me” at any time. Which rule holds for your municipality is decided by whoever is responsible.',
			],
		},
		{
			id: 'sichtbar',
			title: 'Who sees what?',
			blocks: [
				[
					'Name, municipality and building of IT specialists and coordination: all admitted members. Those of everybody else: IT specialists and coordination.',
					'Phone and e-mail, as far as you show them in your profile: IT specialists and coordination. Whoever asked sees those of the specialist while they help.',
					'Title, urgency and municipality of an open request: all IT specialists.',
					'Text, place, call-back, files, history, offers and who helps along: whoever asked, whoever helps, the members of the cluster and coordination.',
					'Memberships and pauses: you, IT specialists and coordination.',
					'On call: IT specialists and coordination see who is on call now. Topic owners see, without names, when nobody is there and how many members cannot be reached, numbers only from five members on. If you are on call and have no reachable device, coordination sees your name. Whoever you hand a duty to sees your name and the time.',
					'When which device got something: nobody in the app, not even coordination.',
				],
				'Whoever looks after the server can technically reach everything on it.',
			],
		},
		{
			id: 'bewertung',
			title: 'Am I rated or tracked?',
			blocks: [
				'No. There is no ranking and no statistics about individuals, not even for managers. Rufkreis never asks where you are. No machine decides about you.',
				{ href: '/transparenz', text: 'The rules in detail' },
			],
		},
		{
			id: 'push',
			title: 'What do Google, Apple, Mozilla and Microsoft see?',
			blocks: [
				'Only the maker of your browser can deliver a notification. This concerns you only once you switch notifications on. Which one it is depends on the browser:',
				[
					'Google: Chrome, Samsung Internet and others on Android',
					'Apple: iPhone, iPad and Safari',
					'Mozilla: Firefox',
					'Microsoft: Edge on Windows',
				],
				'That service sees:',
				[
					'the address under which it reaches your device',
					'when something comes, how large it is, that it is urgent and how long it shall try',
					'a mark per request, so that what is new replaces what is old',
					'which server it comes from, with a contact address of the operator',
				],
				'The service does not see what it says. The content is encrypted on our server, and only your device can read it.',
				'Google, Apple, Mozilla and Microsoft are based in the USA and may process this there.',
				'Decrypted, your screen shows: title, municipality, urgency, call-back and place. Whether that can be read while the screen is locked is a setting of your phone.',
			],
		},
		{
			id: 'empfaenger',
			title: 'Who else gets data?',
			blocks: [
				[
					'The data centre in which the server stands. Where the database runs at Supabase, that company too.',
					'The mail server that carries e-mails of Rufkreis: it sees your address, the time and the content.',
					'Where coordination has set up reporting outside, the receiver, for example a gateway for text messages: when no device confirms an alert, it learns number, priority, municipality and cluster of the request. Of people it learns nothing.',
				],
				'Whoever is responsible can tell you which companies these are here. Nobody else gets data, and nothing is sold.',
			],
		},
		{
			id: 'geraet',
			title: 'What is stored on my device?',
			blocks: [
				'Rufkreis also works without a network. That is why your phone or computer holds:',
				[
					'a copy of what you may see: running requests, closed ones of the last 90 days, the directory, the how-tos of your clusters',
					'your drafts, and what is not sent yet, files included',
					'your name and your session',
					'the last alert and up to 60 notifications that were shown',
					'when you accept from the notification: the request with its call-back and a contact sheet of the municipality, until the next pull, 14 days at most',
					'the program itself and the public facts of these pages',
				],
				'When you sign out Rufkreis deletes all of it, except the program, the public facts and the note that nobody is signed in here. Whoever does not sign out leaves their copy on the device.',
			],
		},
		{
			id: 'fristen',
			title: 'How long is something kept?',
			blocks: [
				'This is what Rufkreis deletes by itself today:',
				[
					'deliveries to devices and e-mails about alerts: after 14 days',
					'on-call duties that are over: after 14 days, pauses on the day after their end',
					'identifiers of your steps: after 90 days',
					'test alarms: after 90 days',
					'feedback about accessibility: after 180 days, or as soon as it is answered',
					'the numbers of deleted entries, so that your devices delete them too: after 180 days',
				],
				'You delete your account yourself, at “Me”. Then these go at once: session, name, phone, e-mail, tasks, memberships, duties to come and the addresses of your devices. Requests and how-tos stay without your name. What you wrote into them remains; the call-back number is emptied.',
				'For requests, history, files, how-tos and accounts that nobody deletes there is no period yet after which they go by themselves. They stay until whoever is responsible deletes them.',
			],
		},
		{
			id: 'rueckmeldung',
			title: 'What happens to feedback about accessibility?',
			blocks: [
				'Your text is stored, your contact if you give one, the language and the time. Coordination can read it. It serves only to answer you and to remove the barrier.',
			],
		},
		{
			id: 'rechte',
			title: 'Which rights do I have?',
			blocks: [
				[
					'Access: you learn what is stored about you (Article 15 GDPR).',
					'Rectification: what is wrong is changed (Article 16).',
					'Erasure and restriction: what is no longer needed is deleted or blocked (Articles 17 and 18).',
					'Portability: you get your data in a file, as far as you gave it yourself (Article 20).',
					'Objection: you can say that your situation speaks against the processing (Article 21).',
					'Withdrawal: what you switched on you can switch off at any time (Article 7).',
				],
				{ href: '/ich/konto', text: 'Most of it you do yourself: look, take along, delete the account' },
				'For everything else write to whoever is responsible, above, in any form. You need a reason for the objection only.',
				'You can also complain (Article 77), here or at any other supervisory authority:',
				{ part: 'supervisory_authority' },
			],
		},
		{
			id: 'pflicht',
			title: 'Do I have to give my data?',
			blocks: [
				'Taking part is voluntary. Without an e-mail address of a participating municipality there is no account. Phone number and notifications are your decision.',
			],
		},
		{
			id: 'fremde',
			title: 'What does not belong in Rufkreis?',
			blocks: [
				'Data of citizens. Describe the problem, not the case. Mind that in photos of the screen, too.',
			],
		},
	],
};
