import type { diagnosis as german } from '../de/diagnosis.ts';

export const diagnosis: typeof german = {
	title: 'Diagnosis',
	checking: 'Checking this device',
	intro: 'You can read this page out over the phone. Nothing in it is secret or about others.',
	summary: {
		would: 'As far as this device knows, alerts arrive here.',
		unsure: 'Apart from the notes below nothing speaks against alerts arriving here.',
		would_not: 'Alerts do not arrive here. Begin with the first error.',
	},
	silent: 'Rufkreis cannot see silent mode and “Do not disturb” of your phone.',
	verdicts: { good: 'Fine', notice: 'Note', bad: 'Error' },
	ways: {
		installation: 'Guide with pictures',
		notifications: 'To “Me”',
		signIn: 'Sign in',
		start: 'Reload Rufkreis',
	},
	lines: {
		device: {
			title: 'Device and browser',
			findings: {
				fine: { says: 'This device can receive notifications.' },
				too_old: {
					says: 'On iPhone and iPad notifications exist from version 16.4 on.',
					todo: 'Open “Settings”, “General”, “Software Update” and update the device.',
				},
			},
		},
		installation: {
			title: 'Installation',
			findings: {
				installed: { says: 'Rufkreis is installed and open as an app.' },
				in_tab: { says: 'Rufkreis runs in a browser window. For notifications that is enough here.' },
				needed: {
					says: 'Rufkreis runs in the browser. On iPhone and iPad notifications arrive only from the Home Screen.',
					todo: 'Put Rufkreis on the Home Screen and open it through the new icon.',
				},
			},
		},
		permission: {
			title: 'Permission',
			findings: {
				granted: { says: 'Notifications are allowed.' },
				not_asked: {
					says: 'Rufkreis has not asked yet whether it may show notifications.',
					todo: 'Switch notifications on at “Me” and choose “Allow”.',
				},
				withdrawn: {
					says: 'The permission was there and has been taken back, by you or by the browser.',
					todo: 'Switch notifications on again at “Me”.',
				},
				denied: {
					says: 'Notifications are blocked for Rufkreis.',
					todo: 'Open the settings of the site (symbol left of the address), choose “Notifications” and then “Allow”.',
				},
				denied_on_iphone: {
					says: 'Notifications are blocked for Rufkreis.',
					todo: 'Open “Settings”, “Notifications”, “Rufkreis” and switch “Allow Notifications” on.',
				},
				after_installation: { says: 'Rufkreis asks for it once it is on the Home Screen.' },
				impossible: {
					says: 'This browser cannot receive notifications, or the window is private.',
					todo: 'Use Chrome, Edge or Firefox in a normal window, on an iPhone Safari.',
				},
			},
		},
		subscription: {
			title: 'Registration with the notification service',
			findings: {
				present: { says: 'There, and as the server last confirmed it.' },
				off: { says: 'Notifications are switched off on this device.', todo: 'Switch them on at “Me”.' },
				ended: {
					says: 'They were switched on; the device or the browser has ended them.',
					todo: 'Switch notifications on again at “Me”.',
				},
				changed: {
					says: 'The browser has renewed it, and the server still knows the old one.',
					todo: 'Open “Me” with a connection: Rufkreis then tells the server by itself.',
				},
				unregistered: {
					says: 'The browser is ready, but on this device nobody has switched them on.',
					todo: 'Switch notifications on at “Me”.',
				},
				not_yet: { says: 'Possible once notifications are allowed.' },
			},
		},
		key: {
			title: 'Key',
			findings: {
				same: { says: 'The registration belongs to today’s key of the server.' },
				other: {
					says: 'The registration belongs to an earlier key of the server. Nothing arrives.',
					todo: 'Switch notifications on again at “Me”.',
				},
				unknown: { says: 'Not checked: this device does not know the key of the server yet.' },
				none: { says: 'Nothing to check: there is no registration.' },
			},
		},
		server: {
			title: 'Server knows this device',
			findings: {
				calls: { says: 'Yes, asked just now: the server calls this device.' },
				does_not_call: {
					says: 'No: the server does not call this device, or no longer.',
					todo: 'Switch notifications on again at “Me”.',
				},
				unconfirmed: { says: 'Yes when last asked. Now the server could not be asked.' },
				not_registered: { says: 'No: nothing is switched on on this device.' },
			},
		},
		arrival: {
			title: 'Last notification',
			findings: {
				arrived: { says: 'A notification has arrived on this device before.' },
				never: { says: 'None has arrived here yet. As long as nobody called, that is no error.' },
			},
		},
		worker: {
			title: 'Background service of the app',
			findings: {
				active: { says: 'Runs, in the same version as the app.' },
				other_version: {
					says: 'Runs, but in another version than this page.',
					todo: 'Close all windows of Rufkreis and open it again.',
				},
				update_waits: {
					says: 'Runs. A new version is loaded and waits.',
					todo: 'Close all windows of Rufkreis and open it again.',
				},
				starting: { says: 'Is being set up.' },
				none: {
					says: 'Not set up. Without it nothing arrives.',
					todo: 'Open Rufkreis with a connection and check again.',
				},
				impossible: { says: 'This browser has none, or the window is private.' },
			},
		},
		storage: {
			title: 'Storage',
			findings: {
				works: { says: 'The database on the device works.' },
				not_kept: {
					says: 'The database works. The browser may clear it when room gets scarce.',
					todo: 'Install Rufkreis as an app, then it is more likely kept.',
				},
				full: {
					says: 'The room the browser gives is nearly used up.',
					todo: 'Make room on the device.',
				},
				blocked: {
					says: 'The browser gives no database. Accepting from the notification still works, nothing else does.',
					todo: 'Use a normal window and allow website data for Rufkreis.',
				},
			},
		},
		session: {
			title: 'Signed in to Rufkreis',
			findings: {
				confirmed: { says: 'You are signed in, just confirmed by the server.' },
				unconfirmed: { says: 'Somebody is signed in on this device. The server could not be asked.' },
				ended: {
					says: 'The sign-in has run out. Alerts still arrive, the app shows nothing new.',
					todo: 'Sign in again.',
				},
				nobody: { says: 'Nobody is signed in on this device.', todo: 'Sign in.' },
			},
		},
		connection: {
			title: 'Connection',
			findings: {
				answers: { says: 'The server answers.' },
				offline: {
					says: 'The device has no network. Alerts arrive once it has one again.',
					todo: 'Switch Wi-Fi or mobile data on and check again.',
				},
				silent: {
					says: 'The device has a network, but the server does not answer.',
					todo: 'Try another network. If that does not help either, tell the coordination.',
				},
				failing: {
					says: 'The server answers and reports a fault itself.',
					todo: 'Tell the coordination.',
				},
			},
		},
		version: {
			title: 'Version of the app',
			findings: {
				current: { says: 'The same as on the server.' },
				other: {
					says: 'Another one than on the server.',
					todo: 'Close all windows of Rufkreis and open it again.',
				},
				unchecked: { says: 'Not compared with the server.' },
			},
		},
	},
	details: {
		built: (time) => `Build of ${time}`,
		used: (used, quota) => `${used} of ${quota} used`,
		orNewer: 'or newer',
	},
	todo: 'To do',
	checkedAt: (time) => `Checked: ${time}`,
	again: 'Check again',
	testAlarm: 'Send a test alarm',
	copy: 'Copy',
	copied: 'Copied. You can paste the text now, for example into an e-mail.',
	notCopied: 'Copying does not work in this browser. Read the lines out.',
};
