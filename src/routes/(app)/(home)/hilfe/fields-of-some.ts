/** Parts of the form that not everybody has: fetched by those who do, so that it opens as soon as it can for all. */

/** Undefined where it cannot be fetched: a first visit that lost the network. Never rejects. */
async function load<Part>(part: Promise<{ default: Part }>): Promise<Part | undefined> {
	try {
		return (await part).default;
	} catch {
		return undefined;
	}
}

export function loadMunicipalityField() {
	return load(import('./MunicipalityField.svelte'));
}

export function loadOwnBuilding() {
	return load(import('./OwnBuilding.svelte'));
}
