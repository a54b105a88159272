/** The files of a request: adding, how each one stands, opening. */
export const files = {
	title: 'Dateien',
	none: 'Noch keine Dateien.',
	/** Known to be there, and not on this device. */
	elsewhere: (count: number) =>
		count === 1
			? 'Eine Datei liegt noch nicht auf diesem Gerät.'
			: `${count} Dateien liegen noch nicht auf diesem Gerät.`,
	add: 'Datei hinzufügen',
	preparing: 'Wird vorbereitet …',
	hint: 'Fotos werden verkleinert, Ort und Aufnahmedaten entfernt.',
	/** What a file is called whose own name cannot be read. */
	unnamed: 'Datei',
	openName: (name: string) => `${name} öffnen`,
	opening: 'Wird geholt …',
	save: 'Auf dem Gerät speichern',
	standing: {
		uploading: 'wird hochgeladen',
		queued: 'wartet',
		offline: 'wartet auf Netz',
		refused: 'braucht Sie, im Ausgang',
	},
	notAdded: {
		title: (count: number) =>
			count === 1 ? 'Eine Datei wurde nicht hinzugefügt' : `${count} Dateien wurden nicht hinzugefügt`,
		reasons: {
			empty: 'Die Datei ist leer.',
			too_large: 'Die Datei ist größer als 10 MB.',
			undrawable:
				'Dieses Gerät kann das Bild nicht lesen und darum die Aufnahmedaten nicht entfernen. Ein Bildschirmfoto davon geht.',
			unreadable:
				'Das Gerät gibt die Datei nicht heraus. Öffnen Sie sie einmal und wählen Sie sie dann noch einmal.',
			not_kept:
				'Auf diesem Gerät ist kein Platz mehr. Schaffen Sie etwas Platz und wählen Sie sie noch einmal.',
		},
	},
	notOpened: {
		retry: {
			title: 'Diese Datei ist noch nicht auf diesem Gerät',
			body: 'Der Server ist gerade nicht zu erreichen. Sobald Sie Netz haben, lässt sie sich öffnen.',
		},
		missing: {
			title: 'Diese Datei ist nicht mehr zu sehen',
			body: 'Vielleicht gehört die Anfrage inzwischen einem anderen Cluster.',
		},
		signed_out: {
			title: 'Anmeldung nötig',
			body: 'Melden Sie sich an und öffnen Sie die Datei noch einmal.',
		},
	},
};
