/**
 * A gap in being on call reaches somebody who is not looking: the topic owners of the cluster get a mail, or coordination where none is there, once
 * for each gap and a day before it begins at the earliest. What was told lies in private.settings by cluster, as the ends of the gaps: the beginning of
 * one that runs moves on. It names nobody.
 */
import type { Sql } from 'postgres';
import { sayStretch } from '#domain/stretch-words.ts';
import { gapMail as german } from '#messages/de/gap-mail.ts';
import { gapMail as english } from '#messages/en/gap-mail.ts';
import type { Language } from '#messages/language.ts';
import type { Mailer } from './mail/mailer.ts';
import { isOutage } from './outage.ts';
import { describeError, reportFailure } from './report.ts';

export interface GapNews {
	/** Tells what there is to tell. Never throws. */
	tell: () => Promise<void>;
	stop: () => void;
}

const everyMs = 2 * 60_000;
const keyPrefix = 'gaps_told ';
/** Of the two looks at one instant the second waits, and finds everything told. */
const lock = 7_202_612;

// A type, not an interface: only types count as plain JSON for postgres.js.
type Gap = { starts_at: string; ends_at: string };

interface Untold {
	cluster_id: string;
	name: string;
	slug: string;
	gaps: Gap[];
}

interface Reader {
	email: string;
	language: Language;
	reads_as: 'owner' | 'coordination';
}

/** Gaps that run or begin within a day, of the clusters that have one nobody was told of; taken for this process with that. */
async function takeUntold(sql: Sql, now: Date): Promise<Untold[]> {
	const at = now.toISOString();
	return sql.begin(async (sql) => {
		await sql`select pg_advisory_xact_lock(${lock})`;
		// As far as whole days go: the end of a gap without an end would move with every look.
		const found = await sql<(Untold & { told: string | null })[]>`
			select c.cluster_id, c.name, c.slug, s.value as told,
				jsonb_agg(jsonb_build_object('starts_at', g.starts_at, 'ends_at', g.ends_at) order by g.starts_at) as gaps
			from public.clusters c
			cross join lateral private.duty_gaps(c.cluster_id, ${at}::timestamptz, date_trunc('day', ${at}::timestamptz) + interval '28 days') g
			left join private.settings s on s.key = ${keyPrefix} || c.cluster_id
			where g.starts_at < ${at}::timestamptz + interval '1 day'
			group by c.cluster_id, s.value order by c.position`;
		await sql`
			delete from private.settings
			where starts_with(key, ${keyPrefix}) and not key = any (${found.map((one) => keyPrefix + one.cluster_id)})`;
		for (const { cluster_id, gaps } of found)
			await sql`
				insert into private.settings (key, value) values (${keyPrefix + cluster_id}, ${endsOf(gaps).join(' ')})
				on conflict (key) do update set value = excluded.value`;
		return found.filter(({ told, gaps }) => {
			const known = told?.split(' ') ?? [];
			return endsOf(gaps).some((end) => !known.includes(end));
		});
	});
}

function endsOf(gaps: readonly Gap[]): string[] {
	return gaps.map(({ ends_at }) => new Date(ends_at).toISOString());
}

/** The topic owners who are there, else coordination. */
function readersOf(sql: Sql, clusterId: string): Promise<Reader[]> {
	return sql<Reader[]>`
		with owner as (
			select m.profile_id from public.cluster_members m
			left join public.notification_settings w on w.profile_id = m.profile_id
			where m.cluster_id = ${clusterId} and m.role = 'owner' and private.may_be_on_call(m.profile_id, m.cluster_id)
				and not coalesce(greatest(m.paused_until, w.paused_until) > now(), false)
		), reader as (
			select profile_id, 'owner' as reads_as from owner
			union all
			select r.profile_id, 'coordination' from public.roles r where r.role = 'coordinator' and not exists (select from owner)
		)
		select u.email, p.language, reader.reads_as from reader
		join public.profiles p on p.profile_id = reader.profile_id and p.status = 'active'
		join auth.users u on u.id = reader.profile_id
		where coalesce(u.email, '') <> '' order by u.email`;
}

/** Looks every two minutes, and when it is asked to. */
export function startGapNews(
	sql: Sql,
	mailer: Mailer,
	origin: string,
	now: () => Date = () => new Date(),
): GapNews {
	async function tellOf({ cluster_id, name, slug, gaps }: Untold): Promise<void> {
		let reached = 0;
		const readers = await readersOf(sql, cluster_id);
		for (const { email, language, reads_as } of readers) {
			const words = language === 'en' ? english : german;
			const text = words.body({
				cluster: name,
				gaps: gaps.map((gap) => sayStretch(new Date(gap.starts_at), new Date(gap.ends_at), now(), language)),
				to: reads_as,
				link: reads_as === 'owner' ? `${origin}/netz/alarmierung/${slug}` : `${origin}/koordination`,
			});
			const posted = await mailer.send({ to: email, subject: words.subject(name), text });
			if (posted !== 'failed') reached += 1;
			if (posted !== 'sent') reportFailure(`Mail über eine Lücke in der Bereitschaft: ${posted}`);
		}
		// Nobody has it: the next look tries again.
		if (reached === 0) await sql`delete from private.settings where key = ${keyPrefix + cluster_id}`;
	}

	async function tell(): Promise<void> {
		try {
			for (const untold of await takeUntold(sql, now())) await tellOf(untold);
		} catch (error) {
			if (!isOutage(error))
				reportFailure(`Mail über eine Lücke in der Bereitschaft: ${describeError(error)}`);
		}
	}

	const timer = setInterval(() => void tell(), everyMs);
	return { tell, stop: () => clearInterval(timer) };
}
