import type { Priority, RequestStatus } from '#domain/request.ts';

/** All that a list shows of one request, with every name looked up. */
export interface RequestFace {
	request_id: string;
	title: string;
	priority: Priority;
	status: RequestStatus;
	/** ISO 8601. */
	created_at: string;
	municipality: string;
	cluster: string;
	/** Undefined: asked on this device, the server does not know it yet. */
	number?: number | undefined;
	/** Who else has it. */
	helper?: { name: string; municipality: string } | undefined;
	/** This person accepted it here and the server has not answered. */
	waits: boolean;
	mayTake: boolean;
}
