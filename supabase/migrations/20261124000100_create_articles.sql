-- Why: how-tos as devices hold them: drafted by any specialist, published and archived by the topic owners of their cluster.
-- Touches: articles, private.my_owned_cluster_ids, commands save/publish/archive/delete_article; a changed role in a cluster raises the scope.
-- Safe: new names; what pull_changes answers does not change here.
create table public.articles (
	article_id uuid primary key,
	cluster_id uuid not null references public.clusters,
	author_id uuid references public.profiles,
	title text not null,
	summary text not null default '',
	body text not null default '',
	status text not null default 'draft',
	updated_at timestamptz not null default now(),
	published_at timestamptz,
	rev xid8 not null default pg_current_xact_id(),
	constraint articles_title_length check (char_length(title) between 1 and 200),
	constraint articles_summary_length check (char_length(summary) <= 500),
	constraint articles_body_length check (char_length(body) <= 50000),
	constraint articles_status_known check (status in ('draft', 'published', 'archived')),
	constraint articles_published_have_a_time check (status = 'draft' or published_at is not null)
);
comment on table public.articles is 'How-tos of the network. Drafts are seen by their author and the topic owners, published ones by everybody who is active.';
create index articles_rev on public.articles (rev);
create index articles_cluster on public.articles (cluster_id, status);
create index articles_author on public.articles (author_id);

create trigger articles_stamp_rev before update on public.articles for each row execute function private.stamp_rev();
create trigger articles_leave_tombstone after delete on public.articles for each row execute function private.leave_tombstone('article_id');

-- Definer: used by policies, for people who may not read every membership.
create function private.my_owned_cluster_ids() returns setof uuid
language sql stable security definer set search_path = '' as $$
	select m.cluster_id from public.cluster_members m join public.profiles p on p.profile_id = m.profile_id
	where m.profile_id = (select auth.uid()) and m.role = 'owner' and p.status = 'active';
$$;
revoke all on function private.my_owned_cluster_ids() from public;
grant execute on function private.my_owned_cluster_ids() to authenticated;

-- Becoming or ceasing to be a topic owner decides who sees drafts.
create trigger cluster_members_raise_scope_of_role after update of role on public.cluster_members for each row
	when (old.role is distinct from new.role)
	execute function private.raise_scope();

alter table public.articles enable row level security;
grant select on public.articles to authenticated;
grant select, insert, update, delete on public.articles to service_role;

create policy "everybody reads published articles, authors and topic owners all" on public.articles for select to authenticated
	using (
		(status = 'published' and (select private.is_active()))
		or (author_id = (select auth.uid()) and (select private.is_active()))
		or cluster_id = any (array(select private.my_owned_cluster_ids()))
		or (select private.is_coordinator())
	);

-- Devices keep the articles of one's clusters and one's own; both sides hear of a change.
create function private.tell_of_article() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
	perform private.tell('cluster', old.cluster_id), private.tell('person', old.author_id);
	perform private.tell('cluster', new.cluster_id), private.tell('person', new.author_id);
	return null;
end;
$$;
revoke all on function private.tell_of_article() from public;
create trigger articles_tell after insert or update or delete on public.articles
	for each row execute function private.tell_of_article();

create function private.owns_cluster(p_cluster_id uuid) returns boolean
language sql stable set search_path = '' as $$
	select p_cluster_id in (select private.my_owned_cluster_ids());
$$;
revoke all on function private.owns_cluster(uuid) from public;

-- New: any specialist, as a draft. Changed: a draft by its author, anything by a topic owner of its cluster (and of the one it moves to).
create function private.save_article(
	p_command_id uuid, p_article_id uuid, p_cluster_id uuid, p_title text, p_summary text, p_body text
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	v_person uuid := (select auth.uid());
	v_title text := private.one_line(p_title);
	v_summary text := private.one_line(p_summary);
	v_body text := private.trimmed(p_body);
	v_article public.articles;
	v_stored jsonb;
	v_wrong jsonb;
begin
	v_stored := private.begin_command(p_command_id, 'save_article', jsonb_build_array(p_article_id, p_cluster_id, p_title, p_summary, p_body));
	if v_stored is not null then return v_stored; end if;

	select * into v_article from public.articles a where a.article_id = p_article_id for update;
	if not private.is_specialist() or (
		v_article.article_id is not null
		-- Distinct, here and below: an author who was deleted is null, and null must not pass for a right.
		and not (v_article.status = 'draft' and v_article.author_id is not distinct from v_person)
		and not private.owns_cluster(v_article.cluster_id)
	) then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'not_allowed'));
	end if;
	v_wrong := case
		when p_article_id is null then jsonb_build_object('field', 'article_id', 'reason', 'missing')
		when v_title = '' then jsonb_build_object('field', 'title', 'reason', 'missing')
		when char_length(v_title) > 200 then jsonb_build_object('field', 'title', 'reason', 'too_long')
		when char_length(v_summary) > 500 then jsonb_build_object('field', 'summary', 'reason', 'too_long')
		when char_length(v_body) > 50000 then jsonb_build_object('field', 'body', 'reason', 'too_long')
		when not exists (select 1 from public.clusters c where c.cluster_id = p_cluster_id) then jsonb_build_object('field', 'cluster_id', 'reason', 'unknown')
		-- What is published stays under the eyes of somebody who answers for it.
		when v_article.status <> 'draft' and not private.owns_cluster(p_cluster_id) then jsonb_build_object('field', 'cluster_id', 'reason', 'not_allowed')
	end;
	if v_wrong is not null then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'invalid') || v_wrong);
	end if;
	insert into public.articles as a (article_id, cluster_id, author_id, title, summary, body)
	values (p_article_id, p_cluster_id, v_person, v_title, v_summary, v_body)
	on conflict (article_id) do update set cluster_id = excluded.cluster_id, title = excluded.title, summary = excluded.summary,
		body = excluded.body, updated_at = now()
		-- Somebody else used this id after it was looked for: nothing was locked then.
		where a.article_id = v_article.article_id;
	if not found then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'invalid', 'field', 'article_id', 'reason', 'exists'));
	end if;
	return private.finish_command(p_command_id, jsonb_build_object('outcome', 'saved'));
end;
$$;

-- Only topic owners of the article's cluster decide what the network reads.
create function private.publish_article(p_command_id uuid, p_article_id uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	v_article public.articles;
	v_stored jsonb;
begin
	v_stored := private.begin_command(p_command_id, 'publish_article', jsonb_build_array(p_article_id));
	if v_stored is not null then return v_stored; end if;
	select * into v_article from public.articles a where a.article_id = p_article_id for update;
	if v_article.article_id is null or not private.owns_cluster(v_article.cluster_id) then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'not_allowed'));
	end if;
	if v_article.status = 'published' then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'already_published'));
	end if;
	update public.articles set status = 'published', published_at = now(), updated_at = now() where article_id = p_article_id;
	return private.finish_command(p_command_id, jsonb_build_object('outcome', 'published'));
end;
$$;

create function private.archive_article(p_command_id uuid, p_article_id uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	v_article public.articles;
	v_stored jsonb;
begin
	v_stored := private.begin_command(p_command_id, 'archive_article', jsonb_build_array(p_article_id));
	if v_stored is not null then return v_stored; end if;
	select * into v_article from public.articles a where a.article_id = p_article_id for update;
	if v_article.article_id is null or not private.owns_cluster(v_article.cluster_id) or v_article.status = 'draft' then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'not_allowed'));
	end if;
	update public.articles set status = 'archived', updated_at = now() where article_id = p_article_id and status <> 'archived';
	return private.finish_command(p_command_id, jsonb_build_object('outcome', 'archived'));
end;
$$;

-- What was never published may go for good; what was is archived.
create function private.delete_article(p_command_id uuid, p_article_id uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	v_article public.articles;
	v_stored jsonb;
begin
	v_stored := private.begin_command(p_command_id, 'delete_article', jsonb_build_array(p_article_id));
	if v_stored is not null then return v_stored; end if;
	select * into v_article from public.articles a where a.article_id = p_article_id for update;
	if v_article.article_id is null or v_article.published_at is not null or not private.is_active()
		or not (v_article.author_id is not distinct from (select auth.uid()) or private.owns_cluster(v_article.cluster_id)) then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'not_allowed'));
	end if;
	delete from public.articles where article_id = p_article_id;
	return private.finish_command(p_command_id, jsonb_build_object('outcome', 'deleted'));
end;
$$;
revoke all on function private.save_article(uuid, uuid, uuid, text, text, text), private.publish_article(uuid, uuid),
	private.archive_article(uuid, uuid), private.delete_article(uuid, uuid) from public;
grant execute on function private.save_article(uuid, uuid, uuid, text, text, text), private.publish_article(uuid, uuid),
	private.archive_article(uuid, uuid), private.delete_article(uuid, uuid) to authenticated;

create function public.save_article(command_id uuid, article_id uuid, cluster_id uuid, title text, summary text, body text) returns jsonb
language sql security invoker set search_path = '' as $$
	select private.save_article(command_id, article_id, cluster_id, title, summary, body);
$$;
create function public.publish_article(command_id uuid, article_id uuid) returns jsonb
language sql security invoker set search_path = '' as $$
	select private.publish_article(command_id, article_id);
$$;
create function public.archive_article(command_id uuid, article_id uuid) returns jsonb
language sql security invoker set search_path = '' as $$
	select private.archive_article(command_id, article_id);
$$;
create function public.delete_article(command_id uuid, article_id uuid) returns jsonb
language sql security invoker set search_path = '' as $$
	select private.delete_article(command_id, article_id);
$$;
revoke all on function public.save_article(uuid, uuid, uuid, text, text, text), public.publish_article(uuid, uuid),
	public.archive_article(uuid, uuid), public.delete_article(uuid, uuid) from public, anon;
grant execute on function public.save_article(uuid, uuid, uuid, text, text, text), public.publish_article(uuid, uuid),
	public.archive_article(uuid, uuid), public.delete_article(uuid, uuid) to authenticated;
