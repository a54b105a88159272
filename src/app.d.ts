declare global {
	namespace App {
		interface Error {
			/** The server could not be asked when this went wrong: nothing is broken, it is out of reach. */
			unreachable?: boolean;
		}
		/** What adapter-node hands over; absent under `npm run dev`. */
		interface Platform {
			req: import('node:http').IncomingMessage;
		}
		interface Locals {
			/** Language of the person's browser or stored choice; decides the words of server-rendered pages. */
			language: import('#messages/language.ts').Language;
		}
	}
}

export {};
