declare global {
	namespace App {
		interface Locals {
			/** Language of the person's browser or stored choice; decides the words of server-rendered pages. */
			language: import('#messages/language.ts').Language;
		}
	}
}

export {};
