import * as z from 'zod/mini';
import { asPerson, within } from '#remote/call.ts';
import { type Failure, judgeFailure } from '#remote/judge.ts';

const rows = z.array(z.object({ device_id: z.uuid() }));

export type OwnDevices = { outcome: 'read'; ids: string[] } | { outcome: Failure };

/** Which devices of this person the server calls, asked now. Proves the session beside. Never throws; answers within 15 s. */
export async function readOwnDevices(profileId: string): Promise<OwnDevices> {
	return within((signal) =>
		asPerson<OwnDevices>(profileId, async (client) => {
			const answer = await client
				.from('devices')
				.select('device_id')
				.eq('profile_id', profileId)
				.is('removed_at', null)
				.abortSignal(signal);
			if (answer.error !== null) return { outcome: judgeFailure(answer.status, answer.error.code) };
			const { data } = rows.safeParse(answer.data);
			if (data === undefined) return { outcome: 'broken' };
			return { outcome: 'read', ids: data.map(({ device_id }) => device_id) };
		}),
	);
}
