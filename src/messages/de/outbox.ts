/** What a person did and the server has not carried out: what waits, what was refused, what can be done about it. */
export const outbox = {
	title: 'Ausgang',
	empty: {
		title: 'Alles ist gesendet',
		sentence: 'Was Sie ohne Netz tun, wartet hier und geht von selbst hinaus.',
	},
	needsYou: {
		title: 'Braucht Sie',
		intro: 'Der Server hat das nicht ausgeführt. Es bleibt hier, bis Sie entscheiden.',
		all: (count: number) => `Alle ${count} noch einmal senden`,
	},
	waiting: {
		title: (count: number) => (count === 1 ? '1 wartet' : `${count} warten`),
		going: 'Wird gesendet. Sie müssen nichts tun.',
		offline: 'Geht von selbst hinaus, sobald Netz da ist. Sie müssen nichts tun.',
		refused: 'Der Server nimmt gerade nichts an. Es wird von selbst weiter versucht.',
		signedOut: 'Geht hinaus, sobald Sie sich wieder angemeldet haben.',
		signIn: 'Neu anmelden',
		progress: (sent: number, all: number) => `${sent} von ${all} gesendet`,
		/** Sends that nobody answered. */
		tries: (count: number) => (count === 1 ? '1 Versuch ohne Antwort' : `${count} Versuche ohne Antwort`),
	},
	more: (count: number) => `${count} weitere zeigen`,
	/** What the person did. `request`: as `requestName` says it. */
	did: {
		create_request: (title: string) => `Anfrage „${title}“ stellen`,
		accept_request: (request: string) => `${request} annehmen`,
		release_request: (request: string) => `${request} abgeben`,
		undo_acceptance: (request: string) => `Übernahme zurücknehmen: ${request}`,
		offer_later: (request: string) => `Später helfen: ${request}`,
		decline_request: (request: string) => `Nicht möglich: ${request}`,
		withdraw_offer: (request: string) => `Angebot zurückziehen: ${request}`,
		take_offer: (request: string) => `Angebot annehmen: ${request}`,
		join_request: (request: string) => `Mithelfen: ${request}`,
		leave_request: (request: string) => `Nicht mehr mithelfen: ${request}`,
		hand_over_request: (request: string, cluster: string) => `${request} an ${cluster} übergeben`,
		attach_file: (file: string) => `Datei „${file}“ anhängen`,
		save_article: (title: string) => `Anleitung „${title}“ speichern`,
		publish_article: (title: string) => `Anleitung „${title}“ veröffentlichen`,
		archive_article: (title: string) => `Anleitung „${title}“ archivieren`,
		delete_article: (title: string) => `Anleitung „${title}“ löschen`,
		join_cluster: (cluster: string) => `„${cluster}“ beitreten`,
		leave_cluster: (cluster: string) => `„${cluster}“ verlassen`,
		save_profile: 'Profil speichern',
		set_later: 'Was „Später“ anbietet',
		set_weekly_check: 'Wann die Wochenprobe kommt',
		set_second_channel: (mails: boolean): string =>
			mails ? 'E-Mail bei stillem Alarm einschalten' : 'E-Mail bei stillem Alarm ausschalten',
		set_lock_screen: 'Was auf dem Sperrbildschirm steht',
		set_quiet_hours: 'Ruhezeiten speichern',
		set_pause: (isPause: boolean): string => (isPause ? 'Pause machen' : 'Pause beenden'),
		set_muted_cluster: (cluster: string, muted: boolean) =>
			muted ? `„${cluster}“ stumm stellen` : `„${cluster}“ nicht mehr stumm`,
		set_device_alerts: (alerts: boolean): string =>
			alerts ? 'Ein Gerät alarmieren' : 'Ein Gerät nicht alarmieren',
		set_language: (language: string) => `Sprache auf ${language} stellen`,
		unreadable: 'Etwas aus einer anderen Version',
	},
	requestName: (number: string, title: string) => `Anfrage ${number} „${title}“`,
	unsentName: (title: string) => `Anfrage „${title}“`,
	/** No longer on this device. */
	someRequest: 'Eine Anfrage',
	someArticle: 'ohne Titel',
	someCluster: 'ein Cluster',
	/** Why it was not carried out. */
	refusals: {
		create_request: {
			too_many: {
				title: 'Fünf Anfragen in zehn Minuten sind die Grenze',
				body: 'Warten Sie ein paar Minuten und senden Sie noch einmal.',
			},
			not_allowed: {
				title: 'Ihr Konto darf noch nicht fragen',
				body: 'Die Koordination muss Sie erst einer Kommune zuordnen.',
			},
		},
		accept_request: {
			taken: { title: (who: string) => `${who} war schneller`, body: 'Sie müssen nichts tun.' },
			closed: { title: 'Schon abgeschlossen', body: 'Die Anfrage braucht niemanden mehr.' },
			expired: {
				title: 'Diese Alarmierung ist vorbei',
				body: 'Öffnen Sie die Anfrage und sehen Sie, wie es steht.',
			},
			not_allowed: {
				title: 'Annehmen war nicht möglich',
				body: 'Nur Fachkräfte des Clusters können annehmen. Sind Sie inzwischen beigetreten, senden Sie noch einmal.',
			},
		},
		release_request: {
			closed: { title: 'Schon abgeschlossen', body: 'Es gibt nichts mehr abzugeben.' },
			not_allowed: {
				title: 'Sie haben diese Anfrage nicht mehr',
				body: 'Jemand anderes hat sie inzwischen, oder sie ist schon abgegeben.',
			},
		},
		undo_acceptance: {
			too_late: {
				title: 'Zu spät zum Zurücknehmen',
				body: 'Sie haben die Anfrage weiterhin. Abgeben können Sie sie jederzeit.',
			},
			taken: { title: (who: string) => `${who} hat die Anfrage inzwischen`, body: 'Sie müssen nichts tun.' },
			closed: { title: 'Schon abgeschlossen', body: 'Es gibt nichts mehr zurückzunehmen.' },
			not_allowed: {
				title: 'Sie haben diese Anfrage nicht mehr',
				body: 'Sie ist schon abgegeben. Sie müssen nichts tun.',
			},
		},
		offer_later: {
			taken: {
				title: (who: string) => `${who} hat übernommen`,
				body: 'Ihr Angebot wird nicht mehr gebraucht.',
			},
			closed: { title: 'Schon abgeschlossen', body: 'Die Anfrage braucht niemanden mehr.' },
			expired: {
				title: 'Ihr Angebot kam zu spät an',
				body: 'Der Zeitpunkt war schon vorbei. Öffnen Sie die Anfrage und bieten Sie einen neuen an.',
			},
			not_allowed: {
				title: 'Anbieten war nicht möglich',
				body: 'Das können nur Fachkräfte des Clusters. Sind Sie inzwischen beigetreten, senden Sie noch einmal.',
			},
		},
		decline_request: {
			taken: { title: (who: string) => `${who} hat übernommen`, body: 'Sie müssen nichts tun.' },
			closed: { title: 'Schon abgeschlossen', body: 'Die Anfrage braucht niemanden mehr.' },
			not_allowed: {
				title: 'Das war nicht nötig',
				body: 'Sie gehören nicht zum Cluster dieser Anfrage und werden nicht gefragt.',
			},
		},
		withdraw_offer: {
			no_offer: { title: 'Ihr Angebot stand nicht mehr', body: 'Sie müssen nichts tun.' },
			not_allowed: {
				title: 'Ihr Angebot gilt nicht mehr',
				body: 'Sie gehören nicht zum Cluster dieser Anfrage. Sie müssen nichts tun.',
			},
		},
		take_offer: {
			taken: { title: (who: string) => `${who} hat übernommen`, body: 'Sie müssen nichts tun.' },
			closed: { title: 'Schon abgeschlossen', body: 'Die Anfrage braucht niemanden mehr.' },
			no_offer: {
				title: 'Das Angebot steht nicht mehr',
				body: 'Es wurde zurückgezogen, oder die Person kann nicht mehr. Öffnen Sie die Anfrage und sehen Sie, wie es steht.',
			},
			not_allowed: {
				title: 'Annehmen war nicht möglich',
				body: 'Ein Angebot nimmt an, wer gefragt hat, oder ein Mitglied des Clusters.',
			},
		},
		join_request: {
			closed: { title: 'Schon abgeschlossen', body: 'Die Anfrage braucht niemanden mehr.' },
			not_allowed: {
				title: 'Mithelfen war nicht möglich',
				body: 'Das können nur Fachkräfte des Clusters. Sind Sie inzwischen beigetreten, senden Sie noch einmal.',
			},
		},
		leave_request: {},
		hand_over_request: {
			taken: {
				title: (who: string) => `${who} hat die Anfrage schon`,
				body: 'Wer sie hat, kann sie übergeben. Sie müssen nichts tun.',
			},
			closed: { title: 'Schon abgeschlossen', body: 'Es gibt nichts mehr zu übergeben.' },
			not_allowed: {
				title: 'Übergeben war nicht möglich',
				body: 'Das kann, wer die Anfrage hat; solange niemand sie hat, jedes Mitglied des Clusters.',
			},
		},
		attach_file: {
			missing_upload: {
				title: 'Die Datei ist nicht angekommen',
				body: 'Senden Sie sie noch einmal.',
			},
			too_many: {
				title: '50 Dateien sind die Grenze',
				body: 'Mehr passen nicht an diese Anfrage.',
			},
			not_allowed: {
				title: 'An diese Anfrage können Sie keine Datei hängen',
				body: 'Das kann nur, wer ihren Text sieht: wer fragt, und die Mitglieder des Clusters.',
			},
		},
		save_article: {
			not_allowed: {
				title: 'Speichern war nicht möglich',
				body: 'Ändern können sie die Themen-Zuständigen, und als Entwurf, wer sie schreibt. Kopieren Sie Ihren Text, bevor Sie ihn verwerfen.',
			},
		},
		publish_article: {
			not_allowed: {
				title: 'Veröffentlichen war nicht möglich',
				body: 'Das können die Themen-Zuständigen des Clusters.',
			},
		},
		archive_article: {
			not_allowed: {
				title: 'Archivieren war nicht möglich',
				body: 'Das können die Themen-Zuständigen des Clusters.',
			},
		},
		delete_article: {
			not_allowed: {
				title: 'Löschen war nicht möglich',
				body: 'Die Anleitung gehört jemand anderem, oder es gibt sie nicht mehr.',
			},
		},
		join_cluster: {
			not_allowed: {
				title: 'Beitreten können IT-Fachkräfte',
				body: 'Die Koordination Ihres Netzes kann Sie als Fachkraft eintragen.',
			},
		},
		leave_cluster: {},
		save_profile: {
			not_allowed: {
				title: 'Speichern war nicht möglich',
				body: 'Ihr Zugang zum Netz ist beendet.',
			},
		},
		set_later: {
			not_allowed: {
				title: 'Der Server hat die Einstellung nicht übernommen',
				body: 'Ihr Zugang zum Netz ist beendet.',
			},
		},
		set_weekly_check: {
			not_allowed: {
				title: 'Der Server hat die Einstellung nicht übernommen',
				body: 'Ihr Zugang zum Netz ist beendet.',
			},
		},
		set_second_channel: {
			not_allowed: {
				title: 'Der Server hat die Einstellung nicht übernommen',
				body: 'Ihr Zugang zum Netz ist beendet.',
			},
		},
		set_lock_screen: {
			not_allowed: {
				title: 'Der Server hat die Einstellung nicht übernommen',
				body: 'Dieses Gerät wird nicht mehr gerufen: Auf seinem Sperrbildschirm erscheint nichts Neues.',
			},
		},
		set_quiet_hours: {
			not_allowed: {
				title: 'Der Server hat die Ruhezeiten nicht übernommen',
				body: 'Ihr Zugang zum Netz ist beendet.',
			},
		},
		set_pause: {
			on_duty: {
				title: 'In dieser Zeit haben Sie Bereitschaft',
				body: 'Sie pausieren nicht. Unter „Ich“ steht, welche Bereitschaft es ist, und was Sie tun können.',
			},
			not_allowed: {
				title: 'Der Server hat die Pause nicht übernommen',
				body: 'Ihr Zugang zum Netz ist beendet. Sie werden nicht mehr alarmiert.',
			},
		},
		set_muted_cluster: {
			not_allowed: {
				title: 'Der Server hat es nicht übernommen',
				body: 'Sie sind nicht mehr in diesem Cluster und werden für es nicht alarmiert.',
			},
		},
		set_device_alerts: {
			not_allowed: {
				title: 'Der Server hat es nicht übernommen',
				body: 'Dieses Gerät ist entfernt und wird nicht mehr gerufen.',
			},
		},
		set_language: {
			not_allowed: {
				title: 'Der Server hat die Sprache nicht übernommen',
				body: 'Benachrichtigungen kommen weiter in der früheren Sprache.',
			},
		},
	},
	/** Whatever was done. */
	anyway: {
		command_reused: {
			title: 'Das kam schon einmal anders an',
			body: 'Sehen Sie nach, was gilt, und senden Sie dann noch einmal.',
		},
		too_large: { title: 'Das ist zu viel auf einmal', body: 'So nimmt der Server es nicht an.' },
		broken: {
			title: 'Der Server versteht das nicht',
			body: 'Laden Sie die App neu und senden Sie noch einmal. Bleibt es dabei, sagen Sie der Koordination Bescheid.',
		},
		too_old: {
			title: 'Das lag über 60 Tage auf diesem Gerät',
			body: 'Deshalb ging es nicht von selbst hinaus. Senden Sie es noch einmal, wenn es noch gebraucht wird.',
		},
		unknown: {
			title: 'Der Server hat es abgelehnt',
			body: 'Den Grund versteht diese Version der App nicht. Laden Sie neu.',
		},
		unreadable: {
			title: 'Diese Version der App kann es nicht lesen',
			body: 'Laden Sie die App neu. Bleibt es dabei, lässt es sich nur verwerfen.',
		},
	},
	/** A field the server did not take: which, and why. */
	invalid: {
		title: 'Eine Angabe passt nicht',
		fields: {
			request_id: 'Anfrage',
			title: 'Titel',
			body: 'Text',
			place: 'Ort',
			callback: 'Rückruf',
			priority: 'Dringlichkeit',
			kind: 'Art der Anfrage',
			cluster_id: 'Thema',
			municipality_id: 'Kommune',
			device_id: 'Gerät',
			label: 'Gerät',
			platform: 'Gerät',
			endpoint: 'Gerät',
			p256dh: 'Gerät',
			auth: 'Gerät',
			language: 'Sprache',
			article_id: 'Anleitung',
			summary: 'Kurzfassung',
			attachment_id: 'Datei',
			name: 'Dateiname',
			content_type: 'Dateityp',
			bytes: 'Dateigröße',
			display_name: 'Name',
			building_id: 'Gebäude',
			available_at: 'Zeitpunkt',
			later: '„Später“',
			quiet_hours: 'Ruhezeiten',
			break_through: 'Was durchdringt',
			weekday: 'Wochentag',
			hour: 'Stunde',
			paused_until: 'Ende der Pause',
			address: 'Anschrift',
			email: 'E-Mail',
			phone: 'Telefon',
			represented_by: 'Vertretung',
			supervisory_authority: 'Aufsicht',
			data_protection_officer: 'Datenschutz',
			enforcement_body: 'Durchsetzungsstelle',
		},
		reasons: {
			missing: (field: string) => `${field}: fehlt.`,
			too_long: (field: string) => `${field}: zu groß oder zu lang.`,
			unknown: (field: string) => `${field}: gibt es nicht oder nicht mehr.`,
			not_allowed: (field: string) => `${field}: dafür nicht erlaubt.`,
			exists: (field: string) => `${field}: gibt es schon.`,
		},
	},
	text: {
		copy: 'Kopieren',
		copied: 'Kopiert',
		show: 'Ihr Text',
		copyFailed: 'Kopieren ging nicht. Markieren Sie den Text und kopieren Sie ihn von Hand.',
	},
	actions: {
		retry: 'Noch einmal senden',
		edit: 'Bearbeiten',
		drop: 'Verwerfen',
		/** Nothing is lost by it: the matter has settled itself. */
		understood: 'Verstanden',
	},
	drop: {
		title: 'Verwerfen?',
		body: 'Das wird nicht gesendet und lässt sich nicht zurückholen.',
		unreadable: 'Was darin steht, ist dann verloren.',
		followers: (count: number) =>
			count === 1
				? 'Damit geht auch 1 weitere Sache, die darauf wartet.'
				: `Damit gehen auch ${count} weitere Dinge, die darauf warten.`,
		action: 'Ja, verwerfen',
	},
	failed: {
		title: 'Das hat nicht geklappt',
		body: 'Der Speicher dieses Browsers hat nicht geantwortet. Versuchen Sie es noch einmal.',
	},
};
