/**
 * `npm run bench`: what alerting, pulls, commands, policies and a cold start cost on this machine, beside the aims. Missing an aim is a number,
 * not a failure: only an error ends with a code other than 0. What runs the app needs a build.
 */
import { cpus } from 'node:os';
import { measureAcceptRace } from './accept-race.ts';
import { measureAcceptStart } from './accept-start.ts';
import { measureChangeToScreen } from './change-to-screen.ts';
import { measureColdStart } from './cold-start.ts';
import { measureCommitToArrival } from './commit-to-arrival.ts';
import { measureEscalation } from './escalation.ts';
import { measureFanOut } from './fan-out.ts';
import { measureHanging } from './hanging.ts';
import { measureLighthouse } from './lighthouse.ts';
import { measureCommands } from './scale/commands.ts';
import { wholeCounty } from './scale/county.ts';
import { measurePulls } from './scale/pulls.ts';
import { measureRowSecurity } from './scale/row-security.ts';
import { measureSequentialScans } from './scale/sequential-scans.ts';
import { measureWire } from './scale/wire.ts';
import { withCounty } from './scale/with-county.ts';
import { measureTapToTaken } from './tap-to-taken.ts';
import { printLines } from './table.ts';
import { withBench } from './world.ts';

console.log(`Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`);
console.log('PostgreSQL waits for its disk; the push service runs in a process of its own.');
await withBench(async (bench) => {
	printLines('Commit → arrival at the push service', await measureCommitToArrival(bench));
	printLines('200 devices, every answer after 30 ms, until the last arrival', await measureFanOut(bench));
	printLines('200 devices, 1 % hang for 2 s', await measureHanging(bench));
	printLines('Escalation', await measureEscalation(bench));
	printLines('Tap in a notification → receipt, and everybody else', await measureTapToTaken(bench));
	printLines('1 000 acceptances at once over 20 connections', await measureAcceptRace(bench));
});
await withCounty(wholeCounty, async (county) => {
	console.log('\nA county of 50 000 requests, 2 000 people, 30 clusters:');
	printLines('What a device pulls, time in the database', await measurePulls(county));
	printLines('The same query without policies → with them', await measureRowSecurity(county));
	printLines('Plans, asked as authenticated', await measureSequentialScans(county));
	printLines('Commands, until they are on the disk', await measureCommands(county));
});
printLines('A first pull over HTTP, at the socket', await measureWire());
printLines('Commit of somebody else → painted on an open screen', await measureChangeToScreen());
printLines('Cold start without a server, processor four times slower', await measureColdStart());
printLines(
	'The page behind a notification, processor four times slower, slow 3G',
	await measureAcceptStart(),
);
printLines('Lighthouse on a phone: performance / accessibility / best practices', await measureLighthouse());
