/** Milliseconds; a page that nobody looks at paints nothing, and what waits for it must happen all the same. */
const unseen = 200;

/** Calls back once the browser has painted what is drawn now. Returns how to call it off. */
export function afterPaint(callback: () => void): () => void {
	let timer = setTimeout(callback, unseen);
	const frame = requestAnimationFrame(() => {
		clearTimeout(timer);
		// A frame's callbacks come before its paint.
		timer = setTimeout(callback);
	});
	return () => {
		clearTimeout(timer);
		cancelAnimationFrame(frame);
	};
}
