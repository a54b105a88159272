/** The console of the person who runs the server: short German sentences, no stack traces. */

export function report(sentence: string): void {
	console.log(sentence);
}

export function reportFailure(sentence: string): void {
	console.error(sentence);
}
