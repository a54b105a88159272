/**
 * Who reads which rows: the promise of the policies in one place, as lists of names. The tests ask every table of the
 * catalogue as everybody, over SQL and over HTTP; a new table or person without an answer here fails them.
 */
import {
	articleNames,
	articles,
	buildingNames,
	clusters,
	devices,
	helped,
	helperId,
	idOf,
	laterOf,
	municipalities,
	people,
	personNames,
	photoId,
	requestNames,
	requests,
} from './world.ts';
import type { ArticleName, Device, Person, RequestName } from './world.ts';

export interface TableRule {
	key: string;
	/** Of every row in the world, the name by key. */
	names: ReadonlyMap<string, string>;
	reads: Record<Person, readonly string[]>;
	/** Of what a person reads, what their devices keep; without it everything. */
	keeps?: (person: Person, name: string) => boolean;
}

const none: readonly string[] = [];

function named(names: readonly string[], toId: (name: string) => string = idOf): ReadonlyMap<string, string> {
	return new Map(names.map((name) => [toId(name), name]));
}

const specialists = personNames.filter((name) =>
	(people[name].roles as readonly string[]).includes('specialist'),
);
const activeSpecialists = specialists.filter((name) => people[name].status === 'active');
/** Whoever waits to be let in is seen by coordination alone. */
const known = personNames.filter((name) => people[name].status !== 'pending');
const reachable = [...activeSpecialists, 'kora'];

const roleNames = personNames.flatMap((name) => people[name].roles.map((role) => `${name} is ${role}`));
const helpersRoles = roleNames.filter((name) => /specialist|coordinator/.test(name));
const memberships = personNames.flatMap((name) =>
	clusters.filter((cluster) => cluster in people[name].memberships).map((cluster) => `${name} in ${cluster}`),
);

const deviceNames = Object.keys(devices) as Device[]; // keys of a const object
const of = (person: Person): RequestName[] => requestNames.filter((name) => requests[name].by === person);
const ofNetwork = requestNames.filter((name) => requests[name].cluster === 'network');
const ofPhones = requestNames.filter((name) => requests[name].cluster === 'phones');
/** 90 days before joining are seen, the time before is not. */
const ofNetworkLately = ofNetwork.filter((name) => name !== 'longAgo');

/** What only the people of a case may read: text, place, call-back, history. */
const casePeople: Record<Person, readonly string[]> = {
	pia: none,
	olaf: of('olaf'),
	mona: of('mona'),
	anna: ofNetworkLately,
	ben: [...ofNetworkLately, 'longAgo'], // he had helped
	otto: ofNetworkLately,
	petra: ofPhones,
	sven: none,
	kora: requestNames,
	helga: none,
	rolf: none,
	lars: none,
};

/** A case as a whole or not at all: closed ones older than 90 days are looked up online. */
const isKeptCase = (_: Person, name: string): boolean => name !== 'longAgo';

const published = articleNames.filter((name) => articles[name].status === 'published');
const ofCluster = (cluster: string): ArticleName[] =>
	articleNames.filter((name) => articles[name].cluster === cluster);

/** Articles of one's clusters and one's own; the others are looked up online. */
function isKeptArticle(person: Person, name: string): boolean {
	const article = articleNames.find((candidate) => candidate === name);
	if (article === undefined) return false;
	return articles[article].cluster in people[person].memberships || articles[article].author === person;
}

export const visible: Record<string, TableRule> = {
	municipalities: {
		key: 'municipality_id',
		names: named(municipalities),
		reads: everyone(municipalities, { pia: none, lars: none }),
	},
	buildings: {
		key: 'building_id',
		names: named(buildingNames),
		reads: everyone(buildingNames, { pia: none, lars: none }),
	},
	clusters: {
		key: 'cluster_id',
		names: named(clusters),
		reads: everyone(clusters, { pia: none, lars: none }),
	},
	profiles: {
		key: 'profile_id',
		names: named(personNames),
		reads: everyone(known, {
			kora: personNames,
			pia: ['pia'],
			lars: ['lars'],
			olaf: ['olaf', ...reachable],
			mona: ['mona', ...reachable],
			helga: ['helga', ...reachable],
			rolf: ['rolf', ...reachable],
		}),
	},
	profile_contacts: {
		key: 'profile_id',
		names: named(personNames),
		reads: everyone(known, {
			kora: personNames,
			pia: ['pia'],
			lars: ['lars'],
			olaf: ['olaf', 'anna', 'ben', 'lars'], // who has a live request of his
			mona: ['mona', 'petra'],
			helga: ['helga'],
			rolf: ['rolf'],
		}),
	},
	roles: {
		key: 'role_id',
		names: named(roleNames),
		reads: everyone(helpersRoles, {
			pia: none,
			lars: ['lars is specialist'],
			kora: roleNames,
			helga: [...helpersRoles, 'helga is office'],
			rolf: [...helpersRoles, 'rolf is council'],
		}),
	},
	cluster_members: {
		key: 'cluster_member_id',
		names: named(memberships),
		reads: everyone(memberships, {
			pia: none,
			olaf: none,
			mona: none,
			helga: none,
			rolf: none,
			lars: ['lars in network'],
		}),
	},
	requests: {
		key: 'request_id',
		names: named(requestNames),
		reads: {
			...casePeople,
			anna: [...ofNetwork, 'phonesOpen'],
			ben: [...ofNetwork, 'phonesOpen'],
			otto: [...ofNetwork, 'phonesOpen'],
			petra: [...ofPhones, 'open'],
			sven: ['open', 'phonesOpen'],
		},
		keeps: isKeptCase,
	},
	request_details: {
		key: 'request_id',
		names: named(requestNames),
		reads: casePeople,
		keeps: isKeptCase,
	},
	request_events: {
		key: 'request_event_id',
		names: named(requestNames, (name) => idOf(`${name} created`)),
		reads: casePeople,
		keeps: isKeptCase,
	},
	request_people: {
		key: 'request_person_id',
		names: new Map(helped.map((name) => [helperId(name), name])),
		reads: everyone(
			none,
			Object.fromEntries(
				personNames.map((person) => [person, helped.filter((name) => casePeople[person].includes(name))]),
			),
		),
		keeps: isKeptCase,
	},
	attachments: {
		key: 'attachment_id',
		names: new Map(requestNames.map((name) => [photoId(name), name])),
		reads: casePeople,
		keeps: isKeptCase,
	},
	articles: {
		key: 'article_id',
		names: named(articleNames),
		reads: everyone(published, {
			pia: none,
			lars: none,
			anna: [...published, 'networkDraft'],
			ben: [...published, 'networkArchived'],
			otto: [...ofCluster('network'), 'phonesGuide'], // he answers for the cluster
			sven: [...published, 'phonesDraft'],
			kora: articleNames,
		}),
		keeps: isKeptArticle,
	},
	notification_settings: {
		key: 'profile_id',
		names: named(Object.keys(laterOf)),
		reads: { ...everyone(none, {}), anna: ['anna'], olaf: ['olaf'] },
	},
	test_alarms: {
		key: 'test_alarm_id',
		names: named(['annasTest', 'bensTest']),
		reads: { ...everyone(none, {}), anna: ['annasTest'], ben: ['bensTest'] },
	},
	devices: {
		key: 'device_id',
		names: named(deviceNames),
		reads: {
			...everyone(none, {}),
			anna: ['annasPhone', 'annasLaptop'],
			ben: ['bensPhone'],
			olaf: ['olafsPc'],
			lars: ['larsPhone'],
		},
	},
};

function everyone(
	rows: readonly string[],
	except: Partial<Record<Person, readonly string[]>>,
): Record<Person, readonly string[]> {
	const answers = Object.fromEntries(personNames.map((name) => [name, except[name] ?? rows]));
	return answers as Record<Person, readonly string[]>; // built from every person's name
}

/** Names of rows, sorted, in a form that reads well when a test fails; an unknown row shows its id. */
export function namesOf(table: TableRule, rows: readonly Record<string, unknown>[]): string[] {
	return rows
		.map((row) => table.names.get(String(row[table.key])) ?? `unknown ${String(row[table.key])}`)
		.sort();
}
