/** The shape of the public texts about law: sections with an anchor each, so that a sentence can be pointed at. */

/** A part that coordination has written for this installation (`set_operator`). */
export type OperatorPart =
	'controller' | 'imprint' | 'data_protection_officer' | 'supervisory_authority' | 'enforcement_body';

/** A paragraph, a list, a part of the operator's, or a way to another page. */
export type LegalBlock = string | readonly string[] | { part: OperatorPart } | { href: string; text: string };

export interface LegalSection {
	/** Anchor, the same in every language. */
	id: string;
	title: string;
	blocks: readonly LegalBlock[];
}

export interface LegalWords {
	title: string;
	/** For search engines and link previews. */
	description: string;
	lead: string;
	/** Day of the last change, ISO 8601. */
	changed: string;
	sections: readonly LegalSection[];
}
