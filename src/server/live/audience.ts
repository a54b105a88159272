/** Who is nudged by what the database says on `rufkreis_changes` (the words are explained in the migration that says them). Pure. */
import type { Scope } from './scope.ts';

export type Change = { kind: 'cluster' | 'person' | 'scope'; id: string } | { kind: 'network' };

/** Undefined for what is not one of ours: a newer migration may say more than this app knows. */
export function parseChange(payload: string): Change | undefined {
	const [kind, id, ...more] = payload.split(' ');
	if (more.length > 0) return undefined;
	if (kind === 'network' && id === undefined) return { kind };
	if ((kind === 'cluster' || kind === 'person' || kind === 'scope') && id) return { kind, id };
	return undefined;
}

/** Whether something changed that this person may see. Tells nothing else: a nudge has no content. */
export function concerns(change: Change, profileId: string, scope: Scope): boolean {
	switch (change.kind) {
		case 'network':
			return scope.isSpecialist || scope.isCoordinator;
		case 'cluster':
			return scope.isCoordinator || scope.clusterIds.has(change.id);
		case 'person':
		case 'scope':
			return change.id === profileId;
	}
}
