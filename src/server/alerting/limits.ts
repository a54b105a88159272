/** How much a worker does at once and how long it waits. Tests use smaller ones. */

export interface WorkerLimits {
	/** Posts open at the same time: altogether, and to one host. */
	window: number;
	perHost: number;
	/** Deliveries claimed at once. */
	claim: number;
	postTimeoutMs: number;
	/** Longer than a post can take, or a slow push service would get everything twice. */
	leaseMs: number;
	sweepMs: number;
	/** How long `stop` waits for open posts. */
	drainMs: number;
}

export const usualLimits: WorkerLimits = {
	window: 128,
	perHost: 64,
	claim: 24,
	postTimeoutMs: 5_000,
	leaseMs: 15_000,
	sweepMs: 30_000,
	drainMs: 1_000,
};
