/*
 * A file as the person chose it, made ready to be kept and sent. Pictures are drawn anew on this device, smaller and without what a camera
 * writes beside them (place, time, serial number); a picture that this device cannot draw is refused, because its place would leave with it.
 */
import { cleanFileName, fitInto, largestFile, storedType, withExtension } from '#domain/file.ts';

export type Prepared =
	| { outcome: 'ready'; name: string; contentType: string; bytes: ArrayBuffer }
	/** `undrawable`: a picture this device cannot read. `unreadable`: the device does not hand out the bytes. */
	| { outcome: 'empty' | 'too_large' | 'undrawable' | 'unreadable' };

/** Enough to read an error message on a photographed screen. */
const longestSide = 1600;
const jpegQuality = 0.85;
const pictureName = /\.(?:jpe?g|png|gif|webp|heic|heif|avif|bmp|tiff?|svg)$/i;

/** `unnamed`: what a file is called whose name cannot be read. Never throws. A large photo takes a hundred megabytes while it is drawn. */
export async function prepareFile(file: File, unnamed: string): Promise<Prepared> {
	const name = cleanFileName(file.name) || unnamed;
	if (file.size === 0) return { outcome: 'empty' };
	const isPicture = file.type.startsWith('image/') || pictureName.test(name);
	// A picture in disguise carries its place like any other; only the drawing itself can tell.
	const mayBePicture = isPicture || ['', 'application/octet-stream'].includes(file.type);
	const drawn = mayBePicture ? await draw(file) : undefined;
	if (drawn !== undefined) return finish(withExtension(name, drawn.extension), drawn.blob);
	return isPicture ? { outcome: 'undrawable' } : finish(name, file);
}

async function finish(name: string, blob: Blob): Promise<Prepared> {
	if (blob.size > largestFile) return { outcome: 'too_large' };
	try {
		const bytes = await blob.arrayBuffer();
		return { outcome: 'ready', name, contentType: storedType(blob.type), bytes };
	} catch {
		// Gone or changed since it was chosen, a folder, a file that lies in a cloud out of reach.
		return { outcome: 'unreadable' };
	}
}

/** Undefined when this is no picture, or none that this device can draw. */
async function draw(file: Blob): Promise<{ blob: Blob; extension: string } | undefined> {
	let bitmap: ImageBitmap | undefined;
	try {
		bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
		const { width, height } = fitInto(bitmap, longestSide);
		const canvas = Object.assign(document.createElement('canvas'), { width, height });
		const context = canvas.getContext('2d');
		if (context === null) return undefined;
		// A picture of a screen stays sharp as PNG; everything else is a photo, and a photo has no holes.
		const kept = file.type === 'image/png' ? png : jpeg;
		if (kept === jpeg) {
			context.fillStyle = 'white';
			context.fillRect(0, 0, width, height);
		}
		context.imageSmoothingQuality = 'high';
		context.drawImage(bitmap, 0, 0, width, height);
		const blob = await new Promise<Blob | null>((resolve) => {
			canvas.toBlob(resolve, kept.type, jpegQuality);
		});
		return blob === null ? undefined : { blob, extension: kept.extension };
	} catch {
		return undefined;
	} finally {
		bitmap?.close();
	}
}

const png = { type: 'image/png', extension: '.png' };
const jpeg = { type: 'image/jpeg', extension: '.jpg' };
