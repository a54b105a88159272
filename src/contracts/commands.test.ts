import { expect, test } from 'vitest';
import { type AnyAnswer, commands, isRefusal } from '#contracts/commands.ts';

/** Every word a command may be answered with: whether the server said no. */
const refused: Record<AnyAnswer['outcome'], boolean> = {
	accepted: false,
	already_helping: false,
	already_member: false,
	already_published: false,
	already_there: false,
	already_yours: false,
	archived: false,
	assigned: false,
	attached: false,
	created: false,
	deleted: false,
	gap_left: false,
	handed_over: false,
	joined: false,
	left: false,
	not_helping: false,
	not_member: false,
	noted: false,
	published: false,
	released: false,
	saved: false,
	undone: false,
	withdrawn: false,
	closed: true,
	command_reused: true,
	expired: true,
	on_duty: true,
	invalid: true,
	missing_upload: true,
	no_offer: true,
	not_allowed: true,
	taken: true,
	too_late: true,
	too_many: true,
};

test.each(Object.entries(refused))('%s: the server said no: %s', (outcome, expected) => {
	expect(isRefusal(outcome as AnyAnswer['outcome'])).toBe(expected); // keys of the table above
});

test('the table above names every word that any command may be answered with', () => {
	const words = Object.values(commands).flatMap(({ answer }) =>
		answer.def.options.map((option) => option.def.shape.outcome.def.values).flat(),
	);
	expect([...new Set<string>(words)].sort()).toEqual(Object.keys(refused).sort());
});
