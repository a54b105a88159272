/** The one word of Kit the worker uses. Kit's own types bring those of pages along, which a worker does not have. */
declare module '$service-worker' {
	/** Of the build this worker belongs to; the same as pages read from `$app/environment`. */
	export const version: string;
}
