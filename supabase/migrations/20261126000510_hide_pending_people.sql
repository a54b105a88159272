-- Why: whoever waits to be let in is nobody of the network yet; that they asked, and where they can be reached, concerns coordination alone.
-- Touches: the policies of profiles and profile_contacts: people who are pending are read by themselves and coordination alone; private.pending_ids
-- and an index for it; a trigger that stamps a contact anew with the status of its person.
-- Safe: older apps forget what they are told is gone; those who are pending already are stamped below, so that devices let go of them.

create index profiles_pending on public.profiles (profile_id) where status = 'pending';

-- Of those whom specialists may not see. Definer: whoever asks may not see them either. To anybody else it names nobody.
create function private.pending_ids() returns setof uuid
language plpgsql stable security definer set search_path = '' rows 20 as $$
begin
	if not private.is_specialist() then return; end if;
	return query select p.profile_id from public.profiles p where p.status = 'pending';
end;
$$;
revoke all on function private.pending_ids() from public;
grant execute on function private.pending_ids() to authenticated;

drop policy "people read themselves and specialists, specialists everyone" on public.profiles;
create policy "people read themselves and specialists, specialists whoever is in" on public.profiles for select to authenticated
	using (
		profile_id = (select auth.uid())
		or (status <> 'pending' and (select private.is_specialist()))
		or (select private.is_coordinator())
		or ((select private.is_active()) and profile_id in (select private.specialist_ids()))
	);

-- The ids are read once and hashed; a look at every row's profile would cost more than the row.
drop policy "people read their own contact and helper, specialists all" on public.profile_contacts;
create policy "people read their own contact and helper, specialists whoever is in" on public.profile_contacts for select to authenticated
	using (
		profile_id = (select auth.uid())
		or ((select private.is_specialist()) and profile_id not in (select private.pending_ids()))
		or (select private.is_coordinator())
		or profile_id = any (array(select private.my_helper_ids()))
	);

-- The profile is stamped by its own change; without a stamp of its own the contact would stay where it was seen, and not come where it may be.
create function private.restamp_contact() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
	update public.profile_contacts set rev = rev where profile_id = new.profile_id;
	return null;
end;
$$;
revoke all on function private.restamp_contact() from public;
create trigger profiles_restamp_contact after update on public.profiles for each row
	when (old.status is distinct from new.status)
	execute function private.restamp_contact();

update public.profiles set rev = rev where status = 'pending';
update public.profile_contacts set rev = rev where profile_id in (select p.profile_id from public.profiles p where p.status = 'pending');
