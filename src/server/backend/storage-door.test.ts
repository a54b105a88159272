import { expect, test } from 'vitest';
import { refuseAtStorage } from './storage-door.ts';

const file = 'attachments/e1000000-0000-4000-8000-000000000001/e9000000-0000-4000-8000-000000000001';

test.each([
	`object/${file}`,
	`object/authenticated/${file}`,
	'object/list/attachments',
	'object/attachments',
])('%s is for the policies to decide', (path) => {
	expect(refuseAtStorage(`/storage/v1/${path}`)).toBeUndefined();
});

test.each<[string, number]>([
	['object/attachments/%00', 400],
	['object/attachments/a%0Ab', 400],
	['object/attachments/%E0%A4%A', 400],
	['bucket', 404],
	['bucket/attachments/empty', 404],
	[`object/sign/${file}`, 404],
	[`object/%73ign/${file}`, 404],
	[`object/upload/sign/${file}`, 404],
])('%s is refused here (%d)', (path, status) => {
	expect(refuseAtStorage(`/storage/v1/${path}`)?.status).toBe(status);
});
