import type { me as german } from '../de/me.ts';

export const me = {
	title: 'Me',
	roles: {
		label: 'Roles',
		specialist: 'IT specialist',
		coordinator: 'Coordination',
		office: 'Main office',
		council: 'Staff council',
		none: 'Asks for help',
	},
	email: 'E-mail',
	phone: 'Telephone',
	notifications: {
		title: 'Notifications',
		states: {
			not_asked: {
				badge: 'Not set up yet',
				body: 'When somebody in your clusters needs help, this device tells you, even while Rufkreis is closed. You accept with one tap.',
				next: 'After the tap the browser asks whether Rufkreis may show notifications. Choose “Allow” there.',
				action: 'Switch notifications on',
			},
			installed_not_asked: {
				badge: 'Installed, not asked yet',
				body: 'Rufkreis is on the Home Screen. One step is missing before this iPhone or iPad tells you.',
				next: 'After the tap the device asks whether Rufkreis may send notifications. Choose “Allow”.',
				action: 'Switch notifications on',
			},
			revoked: {
				badge: 'Ended',
				body: 'Notifications were switched on here. The device or the browser has ended them; nothing arrives any more.',
				next: 'That happens when the permission was taken back or Rufkreis was not opened for long.',
				action: 'Switch on again',
			},
			off: {
				badge: 'Off',
				body: 'This device stays silent. You have allowed it already; switching on is enough.',
				action: 'Switch on',
			},
			on: {
				badge: 'On',
				body: 'This device is registered. Silent mode and “Do not disturb” of your phone still apply; Rufkreis cannot change that.',
				action: 'Switch off on this device',
			},
			unregistered: {
				badge: 'Incomplete',
				body: 'The browser is ready, but the server does not know this device. Nothing would arrive.',
				action: 'Switch on again',
			},
			denied: {
				badge: 'Blocked by the browser',
				body: 'You or your browser refused notifications. Rufkreis may not ask again.',
				next: 'Open the settings of the site (symbol left of the address, or app info by a long press on the icon), choose “Notifications” and then “Allow”. Then reload here.',
			},
			denied_on_iphone: {
				badge: 'Blocked by the iPhone',
				body: 'Notifications are refused for Rufkreis. Rufkreis may not ask again.',
				next: 'Open “Settings”, “Notifications”, “Rufkreis” and switch “Allow Notifications” on. Then come back here.',
			},
			too_old: {
				badge: 'Update first',
				body: 'On iPhone and iPad notifications exist from version 16.4 on; this device has an older one.',
				next: 'Open “Settings”, “General”, “Software Update”. Then put Rufkreis on the Home Screen.',
			},
			needs_installation: {
				badge: 'Install first',
				body: 'You have opened Rufkreis in the browser. On iPhone and iPad notifications arrive only when it is on the Home Screen.',
				guide: 'Guide with pictures',
			},
			unsupported: {
				badge: 'Not possible here',
				body: 'This browser cannot receive notifications (or the window is private). You still see requests here while Rufkreis is open.',
				next: 'Use Chrome, Edge or Firefox in a normal window, on an iPhone Safari from iOS 16.4.',
			},
		},
		diagnosis: 'Open diagnosis',
		checking: 'Checking',
		busy: 'One moment …',
		failures: {
			denied: 'The browser did not give permission. If no question appeared, it refused silently.',
			no_push_service:
				'The browser does not reach its notification service. Check the connection and try again.',
			not_registered: 'The browser is ready, but the server did not answer. Try again.',
			refused:
				'The server does not accept the notification service of this browser. The coordination can allow it.',
			too_many: 'You have 20 devices already. Remove one below that you no longer use.',
			not_allowed: 'Your account has not been admitted yet.',
			not_removed:
				'This device is silent, but the server does not know it yet. Try again when there is a connection.',
		},
	},
	devices: {
		title: 'Devices that are called',
		empty: 'No device yet. As long as none is listed here, nobody can alert you.',
		this: 'this device',
		seen: (time) => `last seen ${time}`,
		life: { alive: 'Reports in', quiet: 'Silent for days', silent: 'Silent for weeks' },
		wake: {
			quiet: 'Open Rufkreis on it once. Then it is clear whether it can still be called.',
			silent: 'Do not count on this device. Open Rufkreis on it, or remove it here.',
		},
		remove: 'Remove',
		removeFor: (label) => `Remove ${label}`,
		failures: {
			retry: {
				title: 'The server did not answer',
				body: 'We do not know whether it arrived. Press once more: it counts only once.',
			},
			signed_out: {
				title: 'Please sign in',
				body: 'Nothing has happened. Sign in and press once more.',
			},
		},
		results: {
			removed: 'Removed. This device is no longer called.',
			not_allowed: 'This device had been removed already.',
		},
	},
	lockScreen: {
		title: 'Show content on the lock screen',
		shown: 'Title, municipality and call-back can be read without unlocking the device.',
		hidden: 'It only says “New request, priority 1”. You can accept all the same.',
		kept: 'Applies as soon as the server knows.',
		refused: 'The server did not take it over. Choose again with a connection.',
	},
	autoAccept: {
		title: 'Accept by itself',
		body: 'On this device only: when a notification opens the page for accepting, the request is accepted for you after this time. “Stop” ends it.',
		off: 'Off',
		after: (seconds) => `after ${seconds} seconds`,
		refused: 'This browser cannot remember it. It stays as it was.',
	},
	testAlarm: { title: 'Test alarm', body: 'Whether an alert reaches your devices, and the weekly check' },
	profile: { title: 'Change profile', body: 'Name, telephone, what others see' },
	account: { title: 'Account', body: 'What Rufkreis knows about me, take along, delete' },
	coordination: {
		title: 'Coordination',
		body: 'Who gets in, who may do what, which municipalities take part',
	},
	outbox: {
		title: 'Outbox',
		empty: 'Everything has been sent.',
		waiting: (count) => `${count} waiting`,
		needsYou: (count) => (count === 1 ? '1 needs you' : `${count} need you`),
	},
	later: {
		title: 'What “Later” offers',
		body: 'The button of a notification offers what you choose here. In the request you can choose differently each time.',
		half_hour: 'In 30 minutes',
		two_hours: 'In 2 hours',
		tomorrow: 'Next working day, 8 a.m.',
		by_phone: 'By phone only',
		kept: 'Counts as soon as the server knows.',
		refused: 'The server did not take it over. Choose again with a connection.',
	},
	secondChannel: {
		title: 'E-mail when no device confirms the alert',
		on: 'When none of your devices confirms an alert, it comes by e-mail: after 3 minutes for priority 1, otherwise after 10. Without a device that can be reached it comes at once.',
		off: 'When your devices are silent, you do not hear of alerts.',
		kept: 'Counts as soon as the server knows.',
		refused: 'The server did not take it over. Choose again with a connection.',
	},
	language: {
		title: 'Language',
		kept: 'Notifications follow as soon as the server knows.',
		refused:
			'The server did not take over the language. Notifications come in the former one; choose once more with a connection.',
		failed: 'The other language could not be loaded. Try again with a connection.',
	},
	signOut: {
		action: 'Sign out',
		title: 'Sign out of this device?',
		body: 'This device is no longer called. Requests and an unfinished draft are deleted here; everything stays as it is at the server.',
		confirm: 'Sign out',
		busy: 'Signing out …',
		unsent: {
			title: (count) =>
				count === 1 ? '1 thing has not been sent yet' : `${count} things have not been sent yet`,
			body: 'Signing out deletes on this device what has not been sent, and nobody learns of it.',
			send: 'Send first',
			sending: 'Sending …',
			left: 'Not everything goes out right now: there is no connection, or some of it needs you.',
			look: 'See the outbox',
			anyway: 'Sign out anyway',
		},
	},
} satisfies typeof german;
