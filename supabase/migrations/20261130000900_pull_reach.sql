-- Why: whoever asked, and the cluster, see on their devices what has become of the alert.
-- Touches: device_columns (same name; request_details has one column more).
-- Safe: an older app leaves out a column it does not know.
create or replace function private.device_columns(p_table text) returns text[]
language sql immutable set search_path = '' as $$
	select case p_table
		when 'municipalities' then array['municipality_id', 'slug', 'name', 'left_at']
		when 'buildings' then array['building_id', 'municipality_id', 'name', 'address', 'removed_at']
		when 'profiles' then array['profile_id', 'display_name', 'municipality_id', 'building_id', 'status', 'language']
		when 'profile_contacts' then array['profile_id', 'phone', 'email']
		when 'roles' then array['role_id', 'profile_id', 'role']
		when 'clusters' then array['cluster_id', 'slug', 'name', 'description', 'position']
		when 'cluster_members' then array['cluster_member_id', 'cluster_id', 'profile_id', 'role', 'paused_until', 'joined_at']
		when 'requests' then array['request_id', 'number', 'title', 'kind', 'priority', 'status', 'cluster_id', 'municipality_id', 'accepted_by',
			'accepted_at', 'alert_round', 'created_at']
		when 'request_details' then array['request_id', 'requester_id', 'body', 'place', 'callback', 'reach']
		when 'request_events' then array['request_event_id', 'request_id', 'kind', 'actor_id', 'facts', 'happened_at']
		when 'request_people' then array['request_person_id', 'request_id', 'profile_id', 'role']
		when 'attachments' then array['attachment_id', 'request_id', 'uploader_id', 'name', 'content_type', 'bytes', 'created_at']
		when 'articles' then array['article_id', 'cluster_id', 'author_id', 'title', 'summary', 'body', 'status', 'updated_at', 'published_at']
		when 'devices' then array['device_id', 'profile_id', 'label', 'platform', 'registered_at', 'last_seen_at', 'shows_content', 'alerts', 'removed_at']
		when 'notification_settings' then array['profile_id', 'later', 'quiet_hours', 'quiet_on_holidays', 'break_through', 'paused_until',
			'muted_cluster_ids', 'check_weekday', 'check_hour']
		when 'test_alarms' then array['test_alarm_id', 'profile_id', 'device_id', 'cause', 'started_at', 'expires_at', 'sent_at', 'arrived_at',
			'confirmed_at', 'outcome']
	end;
$$;
