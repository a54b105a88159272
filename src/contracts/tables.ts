/** The tables that devices hold. Apart from the shapes of their rows: only what the server sends is judged by those. */

/** The column that identifies a row of each table, on devices and in `gone`. */
export const rowKeys = {
	municipalities: 'municipality_id',
	buildings: 'building_id',
	profiles: 'profile_id',
	profile_contacts: 'profile_id',
	roles: 'role_id',
	clusters: 'cluster_id',
	cluster_members: 'cluster_member_id',
	requests: 'request_id',
	request_details: 'request_id',
	request_events: 'request_event_id',
	request_people: 'request_person_id',
	attachments: 'attachment_id',
	articles: 'article_id',
	devices: 'device_id',
	notification_settings: 'profile_id',
	test_alarms: 'test_alarm_id',
} as const;

/** Parts of a case that are many to one: they come, stay and go with their request. */
export const partsOfCases = ['request_events', 'request_people', 'attachments'] as const;

export type TableName = keyof typeof rowKeys;

export const tableNames = Object.keys(rowKeys).filter((name): name is TableName => name in rowKeys);
