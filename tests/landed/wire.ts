/**
 * The wire between a page, its worker, the server and what they keep on the device, and how it was when it landed (`wire.json`): what pages
 * say that are open since then. `node tests/landed/wire.ts` adds what is new and changes nothing that stands there: an entry goes by hand,
 * once no page can be so old any more (a device sends nothing older than 60 days).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { about } from '#contracts/about.ts';
import { account, contact } from '#contracts/account.ts';
import { appConfig } from '#contracts/config.ts';
import { coordinationOverview } from '#contracts/coordination.ts';
import { dutyAlarms, ownDuties, reachability } from '#contracts/duty.ts';
import { everyCommand } from '#contracts/every-command.ts';
import { everyTicketAnswer } from '#contracts/every-ticket.ts';
import { feedbackAnswer } from '#contracts/feedback.ts';
import { operationsAnswer } from '#contracts/operations.ts';
import { declarativePush, pushPayload } from '#contracts/push-payload.ts';
import { rowSchemas } from '#contracts/rows.ts';
import { ticketRequest } from '#contracts/tickets.ts';
import { pageMessage, workerMessage } from '#contracts/worker-messages.ts';
import { keptPack } from '#local/trip-packs.ts';
import { keptTap } from '#worker/kept-taps.ts';
import { type Shape, shape, shapeOf } from './shape.ts';

type Schemas = Record<string, z.core.$ZodType>;

const commands = Object.entries(everyCommand);
const asked: Schemas = {
	...Object.fromEntries(commands.map(([name, { arguments: args }]) => [`command ${name}`, args])),
	ticket: ticketRequest,
	'message of a page': pageMessage,
	'kept tap': keptTap,
	'kept trip pack': keptPack,
};
const told: Schemas = {
	...Object.fromEntries(commands.map(([name, { answer }]) => [`command ${name}`, answer])),
	...Object.fromEntries(
		Object.entries(everyTicketAnswer).map(([name, answer]) => [`ticket ${name}`, answer]),
	),
	...Object.fromEntries(Object.entries(rowSchemas).map(([name, row]) => [`row of ${name}`, row])),
	'reader my_account': account,
	'reader my_contact': contact,
	'reader coordination_overview': coordinationOverview,
	'reader read_feedback': feedbackAnswer,
	'reader my_duties': ownDuties,
	'reader read_duty_alarms': dutyAlarms,
	'reader read_reachability': reachability,
	'reader read_operations': operationsAnswer,
	'/api/config': appConfig,
	'/api/about': about,
	push: pushPayload,
	'push to Apple': declarativePush,
	'message of the worker': workerMessage,
};

type Shapes = Record<string, Shape>;

function shapesOf(schemas: Schemas, words: 'words' | 'any words'): Shapes {
	return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, shapeOf(schema, words)]));
}

/**
 * `asked`: what pages send, and what they left on the device for whoever comes after. `told`: what they understand. Outcomes they do not know
 * they take for a failure; of other words there may be more: a row with one is left out, a message is shown by its title.
 */
export const wire = { asked: shapesOf(asked, 'words'), told: shapesOf(told, 'any words') };

const file = join(import.meta.dirname, 'wire.json');

const shapes = z.record(z.string(), shape);

/** As `wire` was when each of its entries landed. */
export const landed = z.object({ asked: shapes, told: shapes }).parse(JSON.parse(readFileSync(file, 'utf8')));

/** One line each, so that a change shows as one. */
function write(shapes: Shapes): string {
	const lines = Object.keys(shapes)
		.toSorted()
		.map((name) => `\t\t${JSON.stringify(name)}: ${JSON.stringify(shapes[name])}`);
	return `{\n${lines.join(',\n')}\n\t}`;
}

if (import.meta.main) {
	const asked = write({ ...wire.asked, ...landed.asked });
	const told = write({ ...wire.told, ...landed.told });
	writeFileSync(file, `{\n\t"asked": ${asked},\n\t"told": ${told}\n}\n`);
}
