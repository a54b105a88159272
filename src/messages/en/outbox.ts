import type { outbox as german } from '../de/outbox.ts';

export const outbox = {
	title: 'Outbox',
	empty: {
		title: 'Everything has been sent',
		sentence: 'What you do without a connection waits here and goes out by itself.',
	},
	needsYou: {
		title: 'Needs you',
		intro: 'The server did not carry this out. It stays here until you decide.',
		all: (count) => `Send all ${count} again`,
	},
	waiting: {
		title: (count) => `${count} waiting`,
		going: 'Being sent. You need not do anything.',
		offline: 'Goes out by itself as soon as there is a connection. You need not do anything.',
		refused: 'The server takes nothing at the moment. It is tried again by itself.',
		signedOut: 'Goes out as soon as you have signed in again.',
		signIn: 'Sign in again',
		progress: (sent, all) => `${sent} of ${all} sent`,
		tries: (count) => (count === 1 ? '1 attempt without an answer' : `${count} attempts without an answer`),
	},
	more: (count) => `Show ${count} more`,
	did: {
		create_request: (title) => `Ask “${title}”`,
		accept_request: (request) => `Accept ${request}`,
		release_request: (request) => `Release ${request}`,
		undo_acceptance: (request) => `Take the acceptance back: ${request}`,
		offer_later: (request) => `Help later: ${request}`,
		decline_request: (request) => `Not possible: ${request}`,
		withdraw_offer: (request) => `Withdraw your offer: ${request}`,
		take_offer: (request) => `Take an offer: ${request}`,
		join_request: (request) => `Help along: ${request}`,
		leave_request: (request) => `No longer help along: ${request}`,
		hand_over_request: (request, cluster) => `Hand over ${request} to ${cluster}`,
		attach_file: (file) => `Attach file “${file}”`,
		save_article: (title) => `Save how-to “${title}”`,
		publish_article: (title) => `Publish how-to “${title}”`,
		archive_article: (title) => `Archive how-to “${title}”`,
		delete_article: (title) => `Delete how-to “${title}”`,
		join_cluster: (cluster) => `Join “${cluster}”`,
		leave_cluster: (cluster) => `Leave “${cluster}”`,
		save_profile: 'Save your profile',
		set_later: 'What “Later” offers',
		set_weekly_check: 'When the weekly check comes',
		set_second_channel: (mails) =>
			mails ? 'Switch on e-mail for silent alerts' : 'Switch off e-mail for silent alerts',
		set_lock_screen: 'What the lock screen says',
		set_quiet_hours: 'Save quiet hours',
		set_pause: (isPause) => (isPause ? 'Pause' : 'End the pause'),
		set_muted_cluster: (cluster, muted) => (muted ? `Mute “${cluster}”` : `Unmute “${cluster}”`),
		set_device_alerts: (alerts) => (alerts ? 'Alert a device' : 'Do not alert a device'),
		set_language: (language) => `Switch the language to ${language}`,
		unreadable: 'Something from another version',
	},
	requestName: (number, title) => `request ${number} “${title}”`,
	unsentName: (title) => `request “${title}”`,
	someRequest: 'a request',
	someArticle: 'without title',
	someCluster: 'a cluster',
	refusals: {
		create_request: {
			too_many: {
				title: 'Five requests in ten minutes are the limit',
				body: 'Wait a few minutes and send again.',
			},
			not_allowed: {
				title: 'Your account may not ask yet',
				body: 'The coordination has to assign you to a municipality first.',
			},
		},
		accept_request: {
			taken: { title: (who) => `${who} was faster`, body: 'You need not do anything.' },
			closed: { title: 'Already closed', body: 'The request needs nobody any more.' },
			expired: { title: 'This alert is over', body: 'Open the request and see how it stands.' },
			not_allowed: {
				title: 'Accepting was not possible',
				body: 'Only specialists of the cluster can accept. If you have joined it meanwhile, send again.',
			},
		},
		release_request: {
			closed: { title: 'Already closed', body: 'There is nothing left to release.' },
			not_allowed: {
				title: 'You no longer have this request',
				body: 'Somebody else has it by now, or it was released already.',
			},
		},
		undo_acceptance: {
			too_late: {
				title: 'Too late to take it back',
				body: 'You still have the request. You can release it at any time.',
			},
			taken: { title: (who) => `${who} has the request by now`, body: 'You need not do anything.' },
			closed: { title: 'Already closed', body: 'There is nothing left to take back.' },
			not_allowed: {
				title: 'You no longer have this request',
				body: 'It was released already. You need not do anything.',
			},
		},
		offer_later: {
			taken: { title: (who) => `${who} took it`, body: 'Your offer is no longer needed.' },
			closed: { title: 'Already closed', body: 'The request needs nobody any more.' },
			expired: {
				title: 'Your offer arrived too late',
				body: 'Its time was over already. Open the request and offer another one.',
			},
			not_allowed: {
				title: 'Offering was not possible',
				body: 'Only specialists of the cluster can offer help. If you have joined it meanwhile, send again.',
			},
		},
		decline_request: {
			taken: { title: (who) => `${who} took it`, body: 'You need not do anything.' },
			closed: { title: 'Already closed', body: 'The request needs nobody any more.' },
			not_allowed: {
				title: 'That was not needed',
				body: 'You are not in the cluster of this request, so nobody asks you.',
			},
		},
		withdraw_offer: {
			no_offer: { title: 'Your offer did not stand any more', body: 'You need not do anything.' },
			not_allowed: {
				title: 'Your offer no longer counts',
				body: 'You are not in the cluster of this request. You need not do anything.',
			},
		},
		take_offer: {
			taken: { title: (who) => `${who} took it`, body: 'You need not do anything.' },
			closed: { title: 'Already closed', body: 'The request needs nobody any more.' },
			no_offer: {
				title: 'The offer does not stand any more',
				body: 'It was withdrawn, or the person can no longer come. Open the request and see how it stands.',
			},
			not_allowed: {
				title: 'Taking the offer was not possible',
				body: 'Whoever asked can take an offer, or a member of the cluster.',
			},
		},
		join_request: {
			closed: { title: 'Already closed', body: 'The request needs nobody any more.' },
			not_allowed: {
				title: 'Helping along was not possible',
				body: 'Only specialists of the cluster can. If you have joined it meanwhile, send again.',
			},
		},
		leave_request: {},
		hand_over_request: {
			taken: {
				title: (who) => `${who} already has the request`,
				body: 'Whoever has it can hand it over. You need not do anything.',
			},
			closed: { title: 'Already closed', body: 'There is nothing left to hand over.' },
			not_allowed: {
				title: 'Handing over was not possible',
				body: 'Whoever has the request can do it; while nobody has, every member of the cluster.',
			},
		},
		attach_file: {
			missing_upload: { title: 'The file did not arrive', body: 'Send it again.' },
			too_many: {
				title: '50 files are the limit',
				body: 'No more fit this request.',
			},
			not_allowed: {
				title: 'You cannot attach a file to this request',
				body: 'Only those who see its text can: whoever asks, and the members of the cluster.',
			},
		},
		save_article: {
			not_allowed: {
				title: 'Saving was not possible',
				body: 'Topic owners can change it, and while it is a draft, whoever writes it. Copy your text before you discard it.',
			},
		},
		publish_article: {
			not_allowed: {
				title: 'Publishing was not possible',
				body: 'The topic owners of the cluster can do it.',
			},
		},
		archive_article: {
			not_allowed: {
				title: 'Archiving was not possible',
				body: 'The topic owners of the cluster can do it.',
			},
		},
		delete_article: {
			not_allowed: {
				title: 'Deleting was not possible',
				body: 'The how-to is somebody else’s, or it no longer exists.',
			},
		},
		join_cluster: {
			not_allowed: {
				title: 'IT specialists can join',
				body: 'The coordination of your network can list you as a specialist.',
			},
		},
		leave_cluster: {},
		save_profile: {
			not_allowed: {
				title: 'It could not be saved',
				body: 'Your access to the network has ended.',
			},
		},
		set_later: {
			not_allowed: {
				title: 'The server did not take over the setting',
				body: 'Your access to the network has ended.',
			},
		},
		set_weekly_check: {
			not_allowed: {
				title: 'The server did not take over the setting',
				body: 'Your access to the network has ended.',
			},
		},
		set_second_channel: {
			not_allowed: {
				title: 'The server did not take over the setting',
				body: 'Your access to the network has ended.',
			},
		},
		set_lock_screen: {
			not_allowed: {
				title: 'The server did not take over the setting',
				body: 'This device is no longer called: nothing new appears on its lock screen.',
			},
		},
		set_quiet_hours: {
			not_allowed: {
				title: 'The server did not take over the quiet hours',
				body: 'Your access to the network has ended.',
			},
		},
		set_pause: {
			on_duty: {
				title: 'You are on call in this time',
				body: 'You are not pausing. “Me” says which duty it is, and what you can do.',
			},
			not_allowed: {
				title: 'The server did not take over the pause',
				body: 'Your access to the network has ended. You are no longer alerted.',
			},
		},
		set_muted_cluster: {
			not_allowed: {
				title: 'The server did not take it over',
				body: 'You are no longer in this cluster and are not alerted for it.',
			},
		},
		set_device_alerts: {
			not_allowed: {
				title: 'The server did not take it over',
				body: 'This device was removed and is no longer called.',
			},
		},
		set_language: {
			not_allowed: {
				title: 'The server did not take over the language',
				body: 'Notifications still come in the former one.',
			},
		},
	},
	anyway: {
		command_reused: {
			title: 'This arrived differently before',
			body: 'See what holds, then send again.',
		},
		too_large: { title: 'That is too much at once', body: 'The server does not take it like this.' },
		broken: {
			title: 'The server does not understand this',
			body: 'Reload the app and send again. If it stays like this, tell the coordination.',
		},
		too_old: {
			title: 'This lay on the device for more than 60 days',
			body: 'That is why it did not go out by itself. Send it again if it is still needed.',
		},
		unknown: {
			title: 'The server refused it',
			body: 'This version of the app does not understand the reason. Reload.',
		},
		unreadable: {
			title: 'This version of the app cannot read it',
			body: 'Reload the app. If it stays like this, it can only be discarded.',
		},
	},
	invalid: {
		title: 'One entry does not fit',
		fields: {
			request_id: 'Request',
			title: 'Title',
			body: 'Text',
			place: 'Place',
			callback: 'Call-back',
			priority: 'Urgency',
			kind: 'Kind of request',
			cluster_id: 'Topic',
			municipality_id: 'Municipality',
			device_id: 'Device',
			label: 'Device',
			platform: 'Device',
			endpoint: 'Device',
			p256dh: 'Device',
			auth: 'Device',
			language: 'Language',
			article_id: 'How-to',
			summary: 'Summary',
			attachment_id: 'File',
			name: 'File name',
			content_type: 'File type',
			bytes: 'File size',
			display_name: 'Name',
			building_id: 'Building',
			available_at: 'Time',
			later: '“Later”',
			quiet_hours: 'Quiet hours',
			break_through: 'What gets through',
			weekday: 'Weekday',
			hour: 'Hour',
			paused_until: 'End of the pause',
			address: 'Address',
			email: 'E-mail',
			phone: 'Phone',
			represented_by: 'Representative',
			supervisory_authority: 'Supervision',
			data_protection_officer: 'Data protection',
			enforcement_body: 'Enforcement body',
		},
		reasons: {
			missing: (field) => `${field}: missing.`,
			too_long: (field) => `${field}: too large or too long.`,
			unknown: (field) => `${field}: does not exist, or no longer.`,
			not_allowed: (field) => `${field}: not allowed here.`,
			exists: (field) => `${field}: exists already.`,
		},
	},
	text: {
		copy: 'Copy',
		copied: 'Copied',
		show: 'Your text',
		copyFailed: 'Copying did not work. Select the text and copy it by hand.',
	},
	actions: {
		retry: 'Send again',
		edit: 'Edit',
		drop: 'Discard',
		understood: 'Understood',
	},
	drop: {
		title: 'Discard?',
		body: 'It will not be sent and cannot be brought back.',
		unreadable: 'What it says is lost then.',
		followers: (count) =>
			count === 1
				? '1 more thing that waits for it goes with it.'
				: `${count} more things that wait for it go with it.`,
		action: 'Yes, discard',
	},
	failed: {
		title: 'That did not work',
		body: 'This browser’s storage did not answer. Try again.',
	},
} satisfies typeof german;
