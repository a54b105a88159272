import type { AreaWords } from '#messages/german.ts';

export const coordination: AreaWords['coordination'] = {
	operator: {
		title: 'Imprint',
		link: 'Who runs this installation, in public',
		missing: {
			title: 'The imprint is missing',
			body: 'Who runs this installation has not been entered yet. Until then data protection notice and imprint are incomplete.',
			action: 'Enter imprint',
		},
	},
	operations: { title: 'Operations', link: 'Whether alerts leave and arrive' },
	webhook: { title: 'Reporting outside', link: 'Where it goes when no device confirms an alert' },
	feedback: { title: 'Feedback', link: 'Which barriers people have reported' },
	title: 'Coordination',
	refused: {
		title: 'This page is for coordination',
		sentence: 'Here it is decided who belongs to the network. Your requests and topics are below.',
	},
	offline: {
		title: 'This needs a connection',
		sentence:
			'Who is waiting and which addresses count is not on this device. Try again once you are online.',
	},
	unanswered: { title: 'The server does not answer', sentence: 'Try again in a moment.' },
	loading: 'Fetching',
	queue: {
		title: (count) =>
			count === 0 ? 'Nobody is waiting' : count === 1 ? '1 person is waiting' : `${count} people are waiting`,
		empty: 'Whoever signs in with an unknown address appears here.',
		came: (time) => `signed in ${time}`,
		formerly: (town) => `formerly ${town}`,
		admit: 'Admit',
		admitFor: (who) => `Admit ${who}`,
		turnAway: 'Turn away',
		turnAwayFor: (who) => `Turn away ${who}`,
	},
	turnedAway: {
		title: 'Turned away',
		reconsider: 'Take back',
		reconsiderFor: (who) => `Take back turning away ${who}`,
	},
	admission: {
		title: (who) => `Admit ${who}`,
		municipality: 'Municipality',
		choose: 'Please choose',
		missing: 'Choose the municipality this person belongs to.',
		role: 'Part in the network',
		asker: { title: 'Asks for help', consequence: 'Sends requests to the network.' },
		specialist: {
			title: 'IT specialist',
			consequence: 'May join topic clusters, is alerted and sees all open requests.',
		},
		confirm: 'Admit to the network',
	},
	leftRequests: {
		title: (count) =>
			count === 1 ? '1 request of a municipality that left' : `${count} requests of municipalities that left`,
		intro:
			'Their people are no longer in the network. Specialists still see the requests. While nobody has one, you can give it to another cluster.',
		open: 'nobody has it yet',
		inHand: 'in progress',
	},
	turningAway: {
		title: (who) => `Turn away ${who}?`,
		body: 'This person does not get in and reads nothing. They are listed below and can be admitted later.',
		confirm: 'Yes, turn away',
	},
	towns: {
		title: 'Municipalities',
		link: (count) => (count === 1 ? '1 municipality takes part' : `${count} municipalities take part`),
		people: (count) => (count === 1 ? '1 person' : `${count} people`),
		noDomain: 'no e-mail domain yet',
		left: 'has left the network',
		add: 'Add a municipality',
		name: 'Name of the municipality',
		confirmAdd: 'Add',
	},
	town: {
		unknown: {
			title: 'There is no such municipality',
			sentence: 'Perhaps the link was cut off. All municipalities are in the list.',
			action: 'To the list',
		},
		rename: 'Change name',
		domains: 'E-mail domains',
		domainsIntro:
			'Whoever signs in with such an address belongs to this municipality without further checks. Enter only domains that belong to it alone.',
		noDomains: 'None yet. Everybody has to be admitted one by one.',
		domain: 'Domain',
		domainHint: 'The part after the @, for example coswig.de',
		addDomain: 'Enter domain',
		removeDomain: 'Remove',
		removeDomainFor: (domain) => `Remove ${domain}`,
		buildings: 'Buildings',
		buildingsIntro:
			'In their profile the people of the municipality choose where they work. It helps when somebody comes by.',
		noBuildings: 'None yet. Until then nobody there chooses a building.',
		building: 'Name',
		buildingHint: 'What people call it, for example town hall, depot or primary school',
		address: 'Address (optional)',
		addressHint: 'Street and number, and the village where it is one',
		addBuilding: 'Add a building',
		confirmBuilding: 'Enter building',
		changeBuilding: 'Change',
		changeBuildingFor: (building) => `Change ${building}`,
		saveBuilding: 'Save building',
		removeBuilding: 'Remove building',
		removeBuildingHint:
			'Once removed, nobody can choose it any more. Whoever has it keeps it until they choose another one. Enter it again under the same name, and it counts on.',
		leave: 'Municipality leaves the network',
		leaving: {
			title: (town) => `${town} leaves the network?`,
			people: (count) =>
				count === 1
					? '1 person loses access and waits for admission again.'
					: `${count} people lose access and wait for admission again.`,
			taken: 'What they had taken is open again and alerts anew.',
			requests: (count) =>
				count === 0
					? 'It has no unsolved requests.'
					: count === 1
						? '1 unsolved request of it stays in the network; coordination sees it.'
						: `${count} unsolved requests of it stay in the network; coordination sees them.`,
			confirm: 'Yes, it leaves the network',
		},
		return: 'Municipality takes part again',
		returnIntro: (when) =>
			`Left the network (${when}). If it takes part again, its people come back by their domain or the queue.`,
	},
	people: {
		title: 'People and roles',
		link: 'Who is IT specialist, coordination, main office or staff council',
		search: 'Search by name or municipality',
		none: 'Nobody by this name.',
		unnamed: 'Without a name',
		edit: 'Change roles',
		editFor: (who) => `Change roles of ${who}`,
		sheet: (who) => `Roles of ${who}`,
		consequences: {
			specialist: 'May join topic clusters and is alerted. Without this role every membership ends.',
			coordinator: 'Sees everything, admits people and gives roles.',
			office: 'Sees what their own municipality gave and received.',
			council: 'Sees rules, retention periods and statistics.',
		},
		save: 'Save roles',
	},
	roles: {
		specialist: 'IT specialist',
		coordinator: 'Coordination',
		office: 'Main office',
		council: 'Staff council',
		none: 'Asks for help',
	},
	results: {
		admitted: { title: 'Admitted', body: 'This person can start at once.' },
		turned_away: { title: 'Turned away', body: 'You can take that back below.' },
		pending: { title: 'Waiting again', body: 'This person is in the list again.' },
		saved: { title: 'Saved', body: 'Devices learn of it with their next sync.' },
		added: { title: 'Entered', body: 'It counts from now on.' },
		admittedBy: (count) =>
			count === 1
				? '1 person who was already waiting is in by it.'
				: `${count} people who were already waiting are in by it.`,
		removed: { title: 'Removed', body: 'Whoever is in stays in.' },
		buildingRemoved: {
			title: 'Removed',
			body: 'Whoever has chosen it keeps it until they choose another one.',
		},
		not_there: { title: 'Already removed', body: 'It was no longer entered.' },
		left: { title: 'The municipality has left the network', body: 'Its requests and how-tos stay.' },
		already_left: { title: 'The municipality had already left', body: 'There is nothing more to do.' },
		returned: { title: 'The municipality takes part again', body: 'Its domains count again.' },
		already_active: {
			title: 'This person is already in the network',
			body: 'Somebody else, or the address itself, has let them in meanwhile.',
		},
		last_coordinator: {
			title: 'That needs another coordinator first',
			body: 'Otherwise nobody could let anybody in. Give this role to somebody else before.',
		},
		belongs_to: {
			title: (town) => `This domain already belongs to ${town}`,
			body: 'A domain belongs to one municipality. Remove it there first.',
		},
		not_allowed: { title: 'Only coordination may do that', body: 'Your role has changed. Nothing happened.' },
		command_reused: {
			title: 'That arrived before with other content',
			body: 'Look what holds, then try again.',
		},
		retry: {
			title: 'The server did not answer',
			body: 'We do not know whether it arrived. Look what holds once you are online.',
		},
		signed_out: { title: 'Sign-in needed', body: 'Nothing happened. Please sign in again.' },
		too_large: { title: 'That is too much at once', body: 'Shorten it and try again.' },
		broken: { title: 'The server does not understand that', body: 'Reload the app and try again.' },
		invalid: {
			title: 'That does not fit',
			fields: {
				name: {
					missing: 'Write the name of the municipality.',
					too_long: 'The name may have 80 characters at most.',
					exists: 'There already is a municipality by this name.',
				},
				building: {
					missing: 'Write what the building is called.',
					too_long: 'The name may have 80 characters at most.',
					exists: 'There already is a building by this name in this municipality.',
				},
				address: { too_long: 'The address may have 100 characters at most.' },
				domain: {
					missing: 'Write the domain, for example coswig.de.',
					unknown: 'That is no domain. Write the part after the @, for example coswig.de.',
					not_allowed:
						'Everybody gets an address from this provider. It does not prove that somebody belongs to the municipality.',
				},
			},
			other: 'It does not exist, or no longer. Reload the list.',
		},
	},
};
