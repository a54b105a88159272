/** A building of a municipality, as people name it to each other. */

export interface BuildingName {
	name: string;
	/** Empty where nobody has to look it up. */
	address: string;
}

/** In one line, as it stands where a request says where: „Rathaus, Am Markt 1“. Pure. */
export function sayBuilding({ name, address }: BuildingName): string {
	return address === '' ? name : `${name}, ${address}`;
}
