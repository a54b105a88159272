import type { files as german } from '../de/files.ts';

export const files = {
	title: 'Files',
	none: 'No files yet.',
	elsewhere: (count) =>
		count === 1 ? 'One file is not on this device yet.' : `${count} files are not on this device yet.`,
	add: 'Add a file',
	preparing: 'Getting ready …',
	hint: 'Photos are made smaller; place and camera data are removed.',
	unnamed: 'File',
	openName: (name) => `Open ${name}`,
	opening: 'Being fetched …',
	save: 'Save on this device',
	standing: {
		uploading: 'is being uploaded',
		queued: 'waiting',
		offline: 'waiting for a connection',
		refused: 'needs you, in the outbox',
	},
	notAdded: {
		title: (count) => (count === 1 ? 'One file was not added' : `${count} files were not added`),
		reasons: {
			empty: 'The file is empty.',
			too_large: 'The file is larger than 10 MB.',
			undrawable:
				'This device cannot read the picture and so cannot remove its camera data. A screenshot of it will do.',
			unreadable: 'The device does not hand out the file. Open it once, then choose it again.',
			not_kept: 'This device has no room left. Free some space and choose it again.',
		},
	},
	notOpened: {
		retry: {
			title: 'This file is not on this device yet',
			body: 'The server cannot be reached right now. Once you are connected, it can be opened.',
		},
		missing: {
			title: 'This file can no longer be seen',
			body: 'Perhaps the request belongs to another cluster by now.',
		},
		signed_out: {
			title: 'Please sign in',
			body: 'Sign in and open the file once more.',
		},
	},
} satisfies typeof german;
