/**
 * The door for feedback about barriers: open to everybody, with or without JavaScript, to pages of ours alone. Keeps what was written and the
 * way to answer, nothing about who wrote it. No captcha: those shut out the very people who have something to say here.
 */
import type { Sql } from 'postgres';
import { feedbackForm } from '#contracts/feedback.ts';
import { type Feedback, type FeedbackVerdict, judgeFeedback } from '#domain/feedback.ts';
import type { Language } from '#messages/language.ts';
import type { Attempts } from './attempts.ts';
import { readBody } from './backend/body-limit.ts';
import { isOutage, within } from './outage.ts';

export interface FeedbackDoor {
	sql: Sql;
	/** Ours, without a trailing slash. */
	origin: string;
	/** Where the request comes from. */
	address: string;
	language: Language;
	/** Per address. */
	limit: Attempts;
	/** Over all addresses: what a flood may leave behind. */
	limitOfAll: Attempts;
}

export type FeedbackOutcome =
	| { outcome: 'kept' }
	| (Extract<FeedbackVerdict, { outcome: 'invalid' }> & { typed: Feedback })
	| { outcome: 'too_many' | 'unavailable'; typed: Feedback }
	| { outcome: 'wrong_origin' | 'malformed' };

/** The rate of this door: a town hall shares one address. */
export const feedbackRate = { perAddress: 5, ofAll: 100, windowMs: 10 * 60_000 } as const;
const largestBody = 64 * 1024;
const answerMs = 5_000;

/** A browser sends `null` under `no-referrer`; our page says otherwise, so that nobody else's form passes for it. */
function isOurs(request: Request, origin: string): boolean {
	const site = request.headers.get('sec-fetch-site');
	return request.headers.get('origin') === origin && (site === null || site === 'same-origin');
}

async function readForm(request: Request): Promise<(Feedback & { website: string }) | undefined> {
	const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
	if (type !== 'application/x-www-form-urlencoded') return undefined;
	const body = await readBody(request, largestBody);
	if (body === 'too_large') return undefined;
	const fields = Object.fromEntries(new URLSearchParams(new TextDecoder().decode(body)));
	return feedbackForm.safeParse(fields).data;
}

/** Takes one form. What was typed comes back with every answer that keeps nothing. Throws on bugs only. */
export async function takeFeedback(request: Request, door: FeedbackDoor): Promise<FeedbackOutcome> {
	if (!isOurs(request, door.origin)) return { outcome: 'wrong_origin' };
	const form = await readForm(request);
	if (form === undefined) return { outcome: 'malformed' };
	const { website, ...typed } = form;
	const verdict = judgeFeedback(typed);
	if (verdict.outcome === 'invalid') return { ...verdict, typed };
	// A program that fills in every field learns nothing from the answer.
	if (website !== '') return { outcome: 'kept' };
	if (!door.limit.begin(door.address) || !door.limitOfAll.begin('all')) return { outcome: 'too_many', typed };
	const { message, contact } = verdict.feedback;
	try {
		await within(
			answerMs,
			door.sql`insert into private.feedback (message, contact, language) values (${message}, ${contact}, ${door.language})`.then(
				() => undefined,
			),
		);
		return { outcome: 'kept' };
	} catch (error) {
		if (isOutage(error)) return { outcome: 'unavailable', typed };
		throw error;
	}
}
