import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';

/** A device that owns its subscription keys outside of any browser. */
export type Receiver = {
	/** What a page would send to the server: base64url, as `PushSubscription.toJSON().keys`. */
	keys: { p256dh: string; auth: string };
	/** The plaintext of one `aes128gcm` body (RFC 8291). Throws when it was not encrypted for these keys. */
	decrypt(body: Buffer): Buffer;
};

/** Makes fresh keys. */
export function makeReceiver(): Receiver {
	const own = createECDH('prime256v1');
	const publicKey = own.generateKeys();
	const auth = randomBytes(16);
	return {
		keys: { p256dh: publicKey.toString('base64url'), auth: auth.toString('base64url') },
		decrypt(body) {
			const salt = body.subarray(0, 16);
			const recordSize = body.readUInt32BE(16);
			const senderEnd = 21 + body.readUInt8(20);
			const sender = body.subarray(21, senderEnd);
			const record = body.subarray(senderEnd);
			if (record.length > recordSize) throw new Error('RFC 8291 allows one record only');
			const info = Buffer.concat([Buffer.from('WebPush: info\0'), publicKey, sender]);
			const material = derive(own.computeSecret(sender), auth, info, 32);
			const key = derive(material, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
			const nonce = derive(material, salt, Buffer.from('Content-Encoding: nonce\0'), 12);
			const decipher = createDecipheriv('aes-128-gcm', key, nonce);
			decipher.setAuthTag(record.subarray(-16));
			const padded = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()]);
			const end = padded.findLastIndex((byte) => byte !== 0);
			if (padded[end] !== 2) throw new Error('the last record must end in the delimiter 2 (RFC 8188)');
			return padded.subarray(0, end);
		},
	};
}

function derive(material: Buffer, salt: Buffer, info: Buffer, length: number): Buffer {
	return Buffer.from(hkdfSync('sha256', material, salt, info, length));
}
