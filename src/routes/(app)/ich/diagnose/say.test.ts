import { describe, expect, test } from 'vitest';
import { type DiagnosisFacts, findings, planDiagnosis } from '#domain/diagnosis.ts';
import { diagnosis as german } from '#messages/de/diagnosis.ts';
import { diagnosis as english } from '#messages/en/diagnosis.ts';
import { sayLine, type Speaking, writeDiagnosis } from './say.ts';

const facts: DiagnosisFacts = {
	isIos: true,
	iosVersion: { major: 18, minor: 6, orNewer: true },
	isInstalled: true,
	hasPush: true,
	permission: 'granted',
	subscription: 'none',
	registered: 'other',
	server: 'calls',
	arrivedAt: new Date('2026-11-26T09:05:00Z'),
	worker: 'active',
	updateWaits: false,
	workerVersion: undefined,
	appVersion: String(Date.parse('2026-11-25T13:02:00Z')),
	serverVersion: undefined,
	database: 'works',
	storage: { used: 3_355_444, quota: 64 * 1024 ** 3 },
	isPersisted: true,
	session: 'kept',
	connection: 'answers',
};
const speaking: Speaking = {
	words: german,
	language: 'de',
	now: new Date('2026-11-26T09:10:00Z'),
	browser: {
		userAgent:
			'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1',
		maxTouchPoints: 5,
	},
};

function detailOf(about: string, more: Partial<DiagnosisFacts> = {}): string | undefined {
	const all = { ...facts, ...more };
	return planDiagnosis(all)
		.filter((line) => line.about === about)
		.map((line) => sayLine(line, all, speaking).detail)[0];
}

test.each([
	['device', 'Safari · iPhone, iOS 18.6 oder neuer'],
	['arrival', 'vor 5 Min'],
	['storage', '3,2 MB von 64 GB verbraucht'],
	['version', 'Stand gestern 14:02'],
	['worker', ''],
	['permission', ''],
])('beside the sentence about the %s stands "%s"', (about, detail) => {
	// Between number and unit stands a space that does not break.
	expect(detailOf(about)?.replaceAll('\u00a0', ' ')).toBe(detail);
});

test('a blocked storage claims no size', () => {
	expect(detailOf('storage', { database: 'blocked' })).toBe('');
});

test('it is copied line by line, with what to do below', () => {
	const text = writeDiagnosis(planDiagnosis(facts), facts, '10:10', speaking);
	expect(text.split('\n').slice(0, 5)).toEqual([
		'Rufkreis, Diagnose',
		'Geprüft: 10:10',
		'Alarmierungen kommen hier nicht an. Beginnen Sie mit dem ersten Fehler.',
		'',
		'Gerät und Browser: In Ordnung. Auf diesem Gerät sind Mitteilungen möglich. (Safari · iPhone, iOS 18.6 oder neuer)',
	]);
	expect(text).toContain(
		'Anmeldung beim Mitteilungsdienst: Fehler. Sie waren eingeschaltet; das Gerät oder der Browser hat sie beendet.\n  Zu tun: Schalten Sie die Benachrichtigungen bei „Ich“ wieder ein.',
	);
});

describe.each([german, english])('the words', (words) => {
	test('say a sentence for everything that can be found, and what to do about every error that has a way', () => {
		for (const [about, all] of Object.entries(findings)) {
			const said: Record<string, { says: string; todo?: string }> | undefined = Object.entries(
				words.lines,
			).find(([name]) => name === about)?.[1].findings;
			for (const [finding, judgement] of Object.entries(all)) {
				expect(said?.[finding]?.says, `${about} ${finding}`).toMatch(/\.$/);
				if ('way' in judgement) expect(said?.[finding]?.todo, `${about} ${finding}`).toMatch(/\.$/);
			}
		}
	});
});
