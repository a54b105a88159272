import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';

const curve = { keyType: 'ec', curve: 'P-256', algorithm: 'sha256' } as const;

export type TestAuthority = {
	/** PEM of the authority, for `new https.Agent({ ca })`. */
	ca: string;
	/** The same PEM as a file, for `NODE_EXTRA_CA_CERTS` of a child process. */
	caFile: string;
	/** Key and certificate of a server that answers as `localhost` and `127.0.0.1`. */
	server: { key: string; cert: string };
	/** Removes the file. */
	forget(): void;
};

/** Makes a certificate authority that lives as long as one test run, and a server certificate signed by it. */
export async function makeTestAuthority(): Promise<TestAuthority> {
	// A name of its own: of two authorities of one name a client that trusts both finds only one.
	const name = `Rufkreis test authority ${randomUUID()}`;
	const authority = await generate([{ name: 'commonName', value: name }], {
		...curve,
		extensions: [
			{ name: 'basicConstraints', cA: true, critical: true },
			{ name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
		],
	});
	const server = await generate([{ name: 'commonName', value: 'localhost' }], {
		...curve,
		ca: { key: authority.private, cert: authority.cert },
		extensions: [
			{ name: 'basicConstraints', cA: false },
			{ name: 'keyUsage', digitalSignature: true },
			{ name: 'extKeyUsage', serverAuth: true },
			{
				name: 'subjectAltName',
				altNames: [
					{ type: 2, value: 'localhost' },
					{ type: 7, ip: '127.0.0.1' },
				],
			},
		],
	});
	const folder = mkdtempSync(join(tmpdir(), 'rufkreis-ca-'));
	const caFile = join(folder, 'ca.pem');
	writeFileSync(caFile, authority.cert);
	return {
		ca: authority.cert,
		caFile,
		server: { key: server.private, cert: server.cert },
		forget() {
			rmSync(folder, { recursive: true, force: true });
		},
	};
}
