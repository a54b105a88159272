import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase } from '#tests/database/harness.ts';
import type { TestDatabase } from '#tests/database/harness.ts';
import { pushHost } from './push-hosts.ts';

let database: TestDatabase;

beforeAll(async () => {
	database = await createTestDatabase();
	await database.sql`update private.settings set value = 'localhost:8443,push.example:99' where key = 'push_extra_hosts'`;
});
afterAll(() => database.drop());

const extraHosts = ['localhost:8443', 'push.example:99'];

test.each<[string, string | undefined]>([
	['https://fcm.googleapis.com/fcm/send/abc', 'fcm.googleapis.com'],
	['https://FCM.googleapis.com:443/fcm/send/abc', 'fcm.googleapis.com'],
	['https://fcm.googleapis.com:8443/x', undefined],
	['https://updates.push.services.mozilla.com/wpush/v2/x', 'updates.push.services.mozilla.com'],
	['https://web.push.apple.com/x', 'web.push.apple.com'],
	['https://wns2-am3p.notify.windows.com/w/?token=x', 'wns2-am3p.notify.windows.com'],
	['https://localhost:8443/push/1', 'localhost:8443'],
	['https://localhost/push/1', undefined],
	['https://localhost:8444/push/1', undefined],
	['http://fcm.googleapis.com/x', undefined],
	['https://fcm.googleapis.com', undefined],
	['https://fcm.googleapis.com/', undefined],
	['https://fcm.googleapis.com.evil.example/x', undefined],
	['https://evilgoogleapis.com/x', undefined],
	['https://fcm.googleapis.com@10.0.0.1/x', undefined],
	['https://10.0.0.1/fcm.googleapis.com/x', undefined],
	['https://user:pass@fcm.googleapis.com/x', undefined],
	['https://fcm.googleapis.com\\@10.0.0.1/x', undefined],
	['https://fcm.googleapis.com/x y', undefined],
	['https://fcm.googleapis.com/x\n', undefined],
	['https://[::1]/x', undefined],
	['https://ﬁrefox.push.services.mozilla.com/x', undefined],
	['', undefined],
])('the server and the database agree about %j', async (endpoint, host) => {
	expect(pushHost(endpoint, extraHosts)).toBe(host);
	const [row] = await database.sql`select private.push_host(${endpoint}) as host`;
	expect(row?.host).toBe(host ?? null);
});
