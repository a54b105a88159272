/** How people call a push service; one that only this installation knows is called by its host. */
export function serviceName(service: string, names: Readonly<Record<string, string>>): string {
	return Object.hasOwn(names, service) ? (names[service] ?? service) : service;
}
