import { expect, test } from 'vitest';
import type { PushPayload } from '#contracts/push-payload.ts';
import { readPush } from '#worker/read-push.ts';

const payload: PushPayload = {
	version: 1,
	kind: 'alert',
	rev: 3,
	language: 'de',
	request_id: '7b1f8c2e-6d3a-4d52-9a54-0c1f2e3d4b5a',
	title: 'Drucker steht',
	body: 'Coswig',
	priority: 2,
	ticket: 'id.signature',
	expires_at: 1_800_000_000_000,
};
const declarative = {
	web_push: 8030,
	mutable: true,
	notification: {
		title: 'Drucker steht',
		body: 'Coswig',
		navigate: 'https://rufkreis.example/annehmen/1',
		lang: 'de',
		tag: 'x',
		data: payload,
	},
};

test.each([
	['plain, as everyone but Apple sends it', JSON.stringify(payload), undefined],
	['declarative, in the data of the event', JSON.stringify(declarative), undefined],
	['declarative, as the notification Safari proposes', null, { title: 'x', data: payload }],
	['with more than we know', JSON.stringify({ ...payload, colour: 'red' }), undefined],
])('a message is read %s', (_form, text, proposed) => {
	expect(readPush(text, proposed)).toEqual({ kind: 'message', payload });
});

test.each<[string, string | null, unknown, object]>([
	['nothing', null, undefined, {}],
	['an empty text', '', undefined, {}],
	['no JSON', 'Alarm', undefined, {}],
	['broken JSON', '{"title":', undefined, {}],
	['null', 'null', undefined, {}],
	['a number', '7', undefined, {}],
	['a list', '[]', undefined, {}],
	['an empty title', '{"title":""}', undefined, {}],
	['a title that is no text', '{"title":{"html":1}}', undefined, {}],
	['a notification that is no object', '{"notification":7}', null, {}],
	[
		'a message of a later version',
		JSON.stringify({ ...payload, version: 2 }),
		undefined,
		{ title: 'Drucker steht', body: 'Coswig' },
	],
	['a message without its request', '{"title":"Hallo"}', undefined, { title: 'Hallo' }],
	[
		'a declarative form without data of ours',
		JSON.stringify({ ...declarative, notification: { ...declarative.notification, data: null } }),
		undefined,
		{ title: 'Drucker steht', body: 'Coswig' },
	],
	[
		'a proposal without data of ours',
		null,
		{ title: 'Drucker', body: '', data: 1 },
		{ title: 'Drucker', body: '' },
	],
])('%s is no message, and what it says plainly is kept', (_case, text, proposed, said) => {
	expect(readPush(text, proposed)).toEqual({ kind: 'unreadable', said });
});
