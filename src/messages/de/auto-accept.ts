/** Words of the acceptance that comes by itself; loaded only where a person has chosen it. */
export const autoAccept = {
	announced: (seconds: number) =>
		`Wird in ${seconds} Sekunden für Sie angenommen, wenn Sie es nicht anhalten.`,
	left: (seconds: number) => `Wird in ${seconds} s für Sie angenommen`,
	stop: 'Anhalten',
	stopped: 'Angehalten. Es wird nichts von selbst angenommen.',
};
