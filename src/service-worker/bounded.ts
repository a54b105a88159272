/** Milliseconds a look at the disk may take before the worker goes on without it. */
export const diskPatience = 1000;

/** The value, or undefined when it fails or is not there in time: a full or broken disk keeps nobody from hearing. Never throws. */
export async function bounded<Value>(work: () => Promise<Value>): Promise<Value | undefined> {
	const { promise: late, resolve } = Promise.withResolvers<undefined>();
	const timer = setTimeout(resolve, diskPatience, undefined);
	try {
		return await Promise.race([work(), late]);
	} catch {
		return undefined;
	} finally {
		clearTimeout(timer);
	}
}
