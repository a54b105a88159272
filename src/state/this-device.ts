/** What this browser remembers about itself as a device of one person: under which id and with what it is registered. */
import * as z from 'zod/mini';
import type { Subscription } from '#push/check.ts';

const memory = z.object({
	device_id: z.uuid(),
	/** What the server last confirmed; absent: the person has not switched notifications on here. */
	registered: z.object({ endpoint: z.string(), p256dh: z.string(), auth: z.string() }),
});
export type DeviceMemory = { device_id: string; registered: Subscription };

function keyFor(profileId: string): string {
	return `rufkreis.device.${profileId}`;
}

export function readDevice(profileId: string): DeviceMemory | undefined {
	try {
		return memory.safeParse(JSON.parse(localStorage.getItem(keyFor(profileId)) ?? 'null')).data;
	} catch {
		return undefined;
	}
}

export function rememberDevice(profileId: string, device: DeviceMemory): void {
	localStorage.setItem(keyFor(profileId), JSON.stringify(device));
}

export function forgetDevice(profileId: string): void {
	localStorage.removeItem(keyFor(profileId));
}
