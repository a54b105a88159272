/** A world that fits into no page: the small one and so many cases, how-tos and people more. */
import type { Sql } from 'postgres';
import { buildWorld, idOf } from './world.ts';

/** Of a page, some 2 000 rows of a kind; of a delta, 1 000 ids. */
export const size = { requests: 1_200, articles: 150, people: 60 } as const;

/**
 * Ids are random but for the places they take: request n of the `requests` comes n-th when sorted, so that a test can name what lies before or
 * behind the place where a pull stands. All of them are Olaf's, open, in the cluster "network".
 */
export function nthRequest(n: number): string {
	return `${n.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`;
}

/** In about half a second. `sql` owns the schema. */
export async function buildLargeWorld(sql: Sql): Promise<void> {
	await buildWorld(sql);
	await sql`
		insert into public.requests (request_id, title, kind, priority, cluster_id, municipality_id)
		select (lpad(to_hex(n), 8, '0') || '-0000-4000-8000-000000000000')::uuid, 'Anfrage ' || n, 'question', 4,
			${idOf('network')}, ${idOf('Riesa')}
		from generate_series(1, ${size.requests}::int) n`;
	await sql`
		insert into public.request_details (request_id, requester_id, body)
		select request_id, ${idOf('olaf')}, title from public.requests where title ~ '^Anfrage [0-9]'`;
	await sql`
		insert into public.request_events (request_id, kind, actor_id)
		select request_id, story.kind, ${idOf('olaf')} from public.requests, unnest(array['created', 'alerted', 'later']) as story (kind)
		where title ~ '^Anfrage [0-9]'`;
	await sql`
		insert into public.attachments (attachment_id, request_id, name, content_type, bytes)
		select gen_random_uuid(), request_id, 'Foto', 'image/jpeg', 1 from public.requests where title ~ '^Anfrage [0-9]*0$'`;
	await sql`
		insert into public.articles (article_id, cluster_id, author_id, title, status, published_at)
		select gen_random_uuid(), ${idOf('network')}, ${idOf('ben')}, 'Anleitung ' || n, 'published', now()
		from generate_series(1, ${size.articles}::int) n`;
	await sql`
		with people as (
			insert into public.profiles (profile_id, display_name, municipality_id, status)
			select gen_random_uuid(), 'Kollegin ' || n, ${idOf('Nossen')}, 'active' from generate_series(1, ${size.people}::int) n
			returning profile_id)
		insert into public.roles (profile_id, role) select profile_id, 'specialist' from people`;
}
