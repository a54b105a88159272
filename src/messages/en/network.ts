import type { network as german } from '../de/network.ts';

export const network = {
	title: 'Network',
	clusters: 'Topic clusters',
	intro:
		'Members are alerted to requests on the topic. You can join and leave at any time, without a reason.',
	introAsker: 'These are the topics you can ask the network about.',
	members: (count) => (count === 1 ? '1 member' : `${count} members`),
	noMembers: 'Nobody has joined yet.',
	owner: 'topic owner',
	paused: 'on a break',
	mine: 'You are in it',
	readAlerting: 'See alerting',
	readAlertingOf: (cluster) => `See alerting: ${cluster}`,
	editAlerting: 'Edit alerting',
	editAlertingOf: (cluster) => `Edit alerting: ${cluster}`,
	join: 'Join',
	joinFor: (cluster) => `Join ${cluster}`,
	leave: 'Leave',
	leaveFor: (cluster) => `Leave ${cluster}`,
	leaveOwner: {
		title: 'Leave the cluster?',
		body: 'You are its topic owner. If you join again later, it is as a member; the coordination appoints owners.',
		action: 'Yes, leave it',
	},
	mute: {
		titleFor: (cluster) => `Mute ${cluster}`,
		on: 'You stay a member and are not alerted to this topic, except while you are on call.',
		off: 'You are alerted to this topic.',
		kept: 'Applies as soon as the server knows.',
		refused: 'The server did not take it over. Choose again with a connection.',
	},
	joining: 'As soon as joining is confirmed you are alerted about this topic.',
	leaving: 'Until leaving is confirmed you are still alerted.',
	joinResults: {
		joined: {
			title: (cluster) => `You are now in “${cluster}”`,
			body: 'New requests on it are listed under “For me”.',
		},
		already_member: {
			title: (cluster) => `You are in “${cluster}” already`,
			body: 'There is nothing more to do.',
		},
		invalid: { title: () => 'This cluster no longer exists', body: 'It disappears with the next sync.' },
		not_allowed: {
			title: () => 'IT specialists can join',
			body: 'The coordination of your network can register you as a specialist.',
		},
	},
	leaveResults: {
		left: { title: (cluster) => `You left “${cluster}”`, body: 'What you have taken stays with you.' },
		not_member: { title: (cluster) => `You were not in “${cluster}”`, body: 'There is nothing more to do.' },
	},
	municipalities: (count) => `${count} municipalities in the network`,
	yours: (town) => `Your municipality: ${town}`,
} satisfies typeof german;
