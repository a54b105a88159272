-- The demo world: the 28 municipalities of Landkreis Meißen, topic clusters, invented people and a few requests to try things with.
-- Loaded once, into an empty embedded database with DEMO=1. Every address is under .example (RFC 2606), every number under 03500.
-- The password of all demo accounts is public; the door in front of sign-in lets it in only while DEMO=1.

-- Whatever way this came in: a server for real people refuses a database that says so.
insert into private.settings (key, value) values ('demo', '1') on conflict (key) do update set value = '1';

insert into public.municipalities (slug, name)
select slug, name from (values
	('coswig', 'Coswig'), ('diera-zehren', 'Diera-Zehren'), ('ebersbach', 'Ebersbach'), ('glaubitz', 'Glaubitz'),
	('groeditz', 'Gröditz'), ('grossenhain', 'Großenhain'), ('hirschstein', 'Hirschstein'), ('kaebschuetztal', 'Käbschütztal'),
	('klipphausen', 'Klipphausen'), ('lampertswalde', 'Lampertswalde'), ('lommatzsch', 'Lommatzsch'), ('meissen', 'Meißen'),
	('moritzburg', 'Moritzburg'), ('niederau', 'Niederau'), ('nossen', 'Nossen'), ('nuenchritz', 'Nünchritz'),
	('priestewitz', 'Priestewitz'), ('radebeul', 'Radebeul'), ('radeburg', 'Radeburg'), ('riesa', 'Riesa'),
	('roederaue', 'Röderaue'), ('schoenfeld', 'Schönfeld'), ('stauchitz', 'Stauchitz'), ('strehla', 'Strehla'),
	('thiendorf', 'Thiendorf'), ('weinboehla', 'Weinböhla'), ('wuelknitz', 'Wülknitz'), ('zeithain', 'Zeithain')
) as town (slug, name);

insert into private.municipality_domains (domain, municipality_id)
select m.slug || '.example', m.municipality_id from public.municipalities m;

insert into public.buildings (municipality_id, name, address)
select m.municipality_id, b.name, b.address from (values
	('coswig', 'Rathaus', 'Am Rathaus 2'), ('coswig', 'Bauhof', 'Gewerbering 8'), ('coswig', 'Grundschule Mitte', 'Schulweg 4'),
	('diera-zehren', 'Gemeindeamt', 'Dorfplatz 1, Nieschütz'), ('diera-zehren', 'Bauhof', 'Elbweg 12, Zehren'),
	('ebersbach', 'Gemeindeamt', 'Hauptstraße 20'), ('ebersbach', 'Kita Spatzennest', 'Gartenweg 3'),
	('glaubitz', 'Gemeindeamt', 'Dorfstraße 5'), ('glaubitz', 'Grundschule', 'Schulstraße 2'),
	('groeditz', 'Rathaus', 'Rathausplatz 3'), ('groeditz', 'Bauhof', 'Werkstraße 14'), ('groeditz', 'Oberschule', 'Parkweg 9'),
	('grossenhain', 'Rathaus', 'Am Markt 2'), ('grossenhain', 'Bauhof', 'Ringweg 31'), ('grossenhain', 'Stadtbibliothek', 'Am Markt 9'),
	('hirschstein', 'Gemeindeamt', 'Schlossweg 1, Prausitz'), ('hirschstein', 'Kita Elbwichtel', 'Wiesenweg 6, Bahra'),
	('kaebschuetztal', 'Gemeindeamt', 'Kirchweg 3, Krögis'), ('kaebschuetztal', 'Grundschule', 'Schulberg 1, Planitz'),
	('klipphausen', 'Gemeindeamt', 'Talstraße 3'), ('klipphausen', 'Bauhof', 'Am Gewerbepark 5, Röhrsdorf'), ('klipphausen', 'Grundschule Sachsdorf', 'Schulweg 2, Sachsdorf'),
	('lampertswalde', 'Gemeindeamt', 'Ortsstraße 11'), ('lampertswalde', 'Kita Sonnenschein', 'Ortsstraße 15'),
	('lommatzsch', 'Rathaus', 'Am Markt 1'), ('lommatzsch', 'Bauhof', 'Feldweg 18'), ('lommatzsch', 'Grundschule', 'Schulplatz 2'),
	('meissen', 'Rathaus', 'Markt 1'), ('meissen', 'Stadtverwaltung, Haus 2', 'Leipziger Weg 10'), ('meissen', 'Bauhof', 'Hafenweg 22'),
	('moritzburg', 'Gemeindeamt', 'Schlossallee 22'), ('moritzburg', 'Kurfürst-Moritz-Schule', 'Schulstraße 1, Boxdorf'),
	('niederau', 'Gemeindeamt', 'Rathenauweg 4'), ('niederau', 'Bauhof', 'Bahnhofsweg 7'),
	('nossen', 'Rathaus', 'Markt 31'), ('nossen', 'Bauhof', 'Fabrikweg 5'), ('nossen', 'Pestalozzi-Grundschule', 'Schulstraße 8'),
	('nuenchritz', 'Gemeindeamt', 'Glaubitzer Weg 1'), ('nuenchritz', 'Oberschule', 'Schulweg 5'),
	('priestewitz', 'Gemeindeamt', 'Staudaer Weg 1'), ('priestewitz', 'Kita Regenbogen', 'Lindenweg 2'),
	('radebeul', 'Rathaus', 'Pestalozziweg 6'), ('radebeul', 'Technisches Rathaus', 'Pestalozziweg 8'), ('radebeul', 'Bauhof', 'Kötitzer Weg 40'),
	('radeburg', 'Rathaus', 'Heinrich-Zille-Weg 6'), ('radeburg', 'Grundschule', 'Schulstraße 4'),
	('riesa', 'Rathaus', 'Rathausplatz 1'), ('riesa', 'Bürgerbüro im Kloster', 'Klosterweg 3'), ('riesa', 'Bauhof', 'Hafenstraße 26'),
	('roederaue', 'Gemeindeamt', 'Radener Weg 1, Raden'), ('roederaue', 'Grundschule', 'Schulstraße 3, Frauenhain'),
	('schoenfeld', 'Gemeindeamt', 'Parkweg 2'), ('schoenfeld', 'Kita Schlosszwerge', 'Parkweg 5'),
	('stauchitz', 'Gemeindeamt', 'Thomas-Müntzer-Weg 4'), ('stauchitz', 'Oberschule', 'Schulberg 6'),
	('strehla', 'Rathaus', 'Markt 1'), ('strehla', 'Bauhof', 'Torgauer Weg 15'),
	('thiendorf', 'Gemeindeamt', 'Kamenzer Weg 25'), ('thiendorf', 'Bauhof', 'Gewerbeweg 3'),
	('weinboehla', 'Rathaus', 'Rathausplatz 2'), ('weinboehla', 'Zentralgasthof', 'Kirchplatz 2'), ('weinboehla', 'Grundschule', 'Köhlerweg 14'),
	('wuelknitz', 'Gemeindeamt', 'Hauptstraße 7'), ('wuelknitz', 'Grundschule Streumen', 'Schulweg 1, Streumen'),
	('zeithain', 'Gemeindeamt', 'Hauptstraße 38'), ('zeithain', 'Bauhof', 'Industrieweg 9'), ('zeithain', 'Grundschule Röderau', 'Schulstraße 5, Röderau')
) as b (town, name, address) join public.municipalities m on m.slug = b.town;

insert into public.clusters (cluster_id, slug, name, description, position) values
	('c1000000-0000-4000-8000-000000000001', 'netzwerk', 'Netzwerk & Internet', 'Internet, Standortkopplung, WLAN, Firewall, VPN', 1),
	('c1000000-0000-4000-8000-000000000002', 'arbeitsplatz', 'Arbeitsplatz & Drucker', 'PC, Bildschirm, Drucker, Anmeldung, Signaturkarte', 2),
	('c1000000-0000-4000-8000-000000000003', 'fachverfahren', 'Fachverfahren', 'Einwohnermeldewesen, Standesamt, Kasse, Bauamt', 3),
	('c1000000-0000-4000-8000-000000000004', 'server', 'Datei & Server', 'Netzlaufwerke, Datensicherung, Berechtigungen, Virtualisierung', 4),
	('c1000000-0000-4000-8000-000000000005', 'post', 'E-Mail, Scan & Post', 'Postfächer, Kalender, Scanner, elektronische Post', 5),
	('c1000000-0000-4000-8000-000000000006', 'schule', 'Schul-IT', 'Klassenräume, Tablets, pädagogisches Netz', 6),
	('c1000000-0000-4000-8000-000000000007', 'sicherheit', 'Informationssicherheit', 'Verdächtige E-Mails, Schadsoftware, Zertifikate', 7);

-- Who runs the invented network; clearly nobody.
insert into private.operator (name, address, email, phone, represented_by, supervisory_authority, data_protection_officer, enforcement_body) values (
	'Zweckverband Muster-IT (erfunden)',
	E'Beispielplatz 1\n01000 Musterstadt',
	'betrieb@muster-it.example',
	'03500 700-0',
	'Erika Muster, Vorsitzende des Zweckverbands',
	E'Landesamt für Beispiele\nMusterallee 2, 01000 Musterstadt',
	E'Max Beispiel\ndatenschutz@muster-it.example',
	E'Durchsetzungsstelle für Beispiele\nbarrieren@muster-amt.example');

-- Accounts one can sign in with.
create temporary table demo_people (profile_id uuid, email text, name text, town text, phone text, roles text[]) on commit drop;
insert into demo_people values
	('d1000000-0000-4000-8000-000000000001', 'anfrage@riesa.example', 'Sabine Lehmann', 'riesa', '03500 700-214', '{}'),
	('d1000000-0000-4000-8000-000000000002', 'anna@coswig.example', 'Anna Richter', 'coswig', '03500 660-31', '{specialist}'),
	('d1000000-0000-4000-8000-000000000003', 'ben@meissen.example', 'Ben Schubert', 'meissen', '03500 467-18', '{specialist}'),
	('d1000000-0000-4000-8000-000000000004', 'clara@grossenhain.example', 'Clara Vogt', 'grossenhain', '03500 304-52', '{specialist}'),
	('d1000000-0000-4000-8000-000000000005', 'owner@radebeul.example', 'Olaf Wernicke', 'radebeul', '03500 831-77', '{specialist}'),
	('d1000000-0000-4000-8000-000000000006', 'koordination@kreis.example', 'Katrin Osterland', 'meissen', '03500 725-10', '{coordinator}'),
	('d1000000-0000-4000-8000-000000000007', 'amt@nossen.example', 'Annegret Mühlbach', 'nossen', '03500 434-12', '{office}'),
	('d1000000-0000-4000-8000-000000000008', 'rat@kreis.example', 'Ralf Thieme', 'meissen', '03500 725-90', '{council}');

insert into auth.users (
	id, aud, role, email, encrypted_password, email_confirmed_at, raw_app_meta_data, raw_user_meta_data, created_at, updated_at
)
select profile_id, 'authenticated', 'authenticated', email, extensions.crypt('rufkreis', extensions.gen_salt('bf', 10)), now(),
	'{"provider":"email","providers":["email"]}', '{}', now(), now()
from demo_people;

-- Somebody whose address no municipality vouches for: waits for coordination.
insert into auth.users (
	id, aud, role, email, encrypted_password, email_confirmed_at, raw_app_meta_data, raw_user_meta_data, created_at, updated_at
) values ('d3000000-0000-4000-8000-000000000001', 'authenticated', 'authenticated', 'paula@wasserwerk.example',
	extensions.crypt('rufkreis', extensions.gen_salt('bf', 10)), now(), '{"provider":"email","providers":["email"]}', '{}',
	now() - interval '20 hours', now());
update public.profiles set display_name = 'Paula Winter' where profile_id = 'd3000000-0000-4000-8000-000000000001';

-- People of the network who are there to be seen, without an account.
insert into demo_people values
	('d2000000-0000-4000-8000-000000000001', '', 'Jörg Naumann', 'riesa', '03500 700-300', '{specialist}'),
	('d2000000-0000-4000-8000-000000000002', '', 'Miriam Zschoche', 'weinboehla', '03500 343-21', '{specialist}'),
	('d2000000-0000-4000-8000-000000000003', '', 'Tobias Hänsel', 'klipphausen', '03500 217-44', '{specialist}'),
	('d2000000-0000-4000-8000-000000000004', '', 'Ines Großmann', 'strehla', '03500 959-11', '{specialist}'),
	('d2000000-0000-4000-8000-000000000005', '', 'Marek Kubitz', 'zeithain', '03500 766-20', '{specialist}'),
	('d2000000-0000-4000-8000-000000000006', '', 'Heike Lommatzsch', 'lommatzsch', '03500 540-16', '{}');

insert into public.profiles (profile_id, display_name, municipality_id, status)
select p.profile_id, p.name, m.municipality_id, 'active' from demo_people p join public.municipalities m on m.slug = p.town
on conflict (profile_id) do update set display_name = excluded.display_name, municipality_id = excluded.municipality_id, status = 'active';

-- Most have chosen their building, some not yet.
update public.profiles p set building_id = b.building_id
from (values
	('Sabine Lehmann', 'Rathaus'), ('Anna Richter', 'Rathaus'), ('Clara Vogt', 'Rathaus'), ('Olaf Wernicke', 'Technisches Rathaus'),
	('Annegret Mühlbach', 'Rathaus'), ('Ralf Thieme', 'Stadtverwaltung, Haus 2'), ('Heike Lommatzsch', 'Rathaus'), ('Marek Kubitz', 'Gemeindeamt')
) as chosen (person, building), public.buildings b
where p.display_name = chosen.person and b.name = chosen.building and b.municipality_id = p.municipality_id;

insert into public.profile_contacts (profile_id, phone, email)
select p.profile_id, p.phone, p.email from demo_people p
on conflict (profile_id) do update set phone = excluded.phone;

insert into public.roles (profile_id, role) select p.profile_id, unnest(p.roles) from demo_people p;

insert into public.cluster_members (cluster_id, profile_id, role)
select c.cluster_id, p.profile_id, m.role
from (values
	('netzwerk', 'Anna Richter', 'member'), ('netzwerk', 'Ben Schubert', 'member'), ('netzwerk', 'Clara Vogt', 'member'),
	('netzwerk', 'Olaf Wernicke', 'owner'), ('netzwerk', 'Jörg Naumann', 'member'),
	('arbeitsplatz', 'Anna Richter', 'member'), ('arbeitsplatz', 'Miriam Zschoche', 'owner'), ('arbeitsplatz', 'Marek Kubitz', 'member'),
	('fachverfahren', 'Clara Vogt', 'owner'), ('fachverfahren', 'Ines Großmann', 'member'),
	('server', 'Ben Schubert', 'owner'), ('server', 'Anna Richter', 'member'), ('server', 'Tobias Hänsel', 'member'),
	('post', 'Miriam Zschoche', 'owner'), ('post', 'Olaf Wernicke', 'member'),
	('schule', 'Tobias Hänsel', 'owner'), ('schule', 'Clara Vogt', 'member'),
	('sicherheit', 'Jörg Naumann', 'owner'), ('sicherheit', 'Olaf Wernicke', 'member')
) as m (slug, name, role)
join public.clusters c on c.slug = m.slug
join demo_people p on p.name = m.name;

-- Anna is on call for "Netzwerk & Internet", week after week: in an invented network nobody needs a holiday.
insert into private.rotations (rotation_id, cluster_id, name, starts_on)
values ('f1000000-0000-4000-8000-000000000001', 'c1000000-0000-4000-8000-000000000001', 'Wochenbereitschaft', '2026-01-05');
insert into private.rotation_members (rotation_id, profile_id, position)
values ('f1000000-0000-4000-8000-000000000001', 'd1000000-0000-4000-8000-000000000002', 0);

-- Requests in several states. They are history: nobody is alerted for them.
create temporary table demo_requests (
	request_id uuid, requester text, helper text, cluster text, town text, priority smallint, kind text, status text,
	title text, body text, place text, callback text, ago interval, accepted_after interval
) on commit drop;
insert into demo_requests values
	('e1000000-0000-4000-8000-000000000001', 'Heike Lommatzsch', null, 'arbeitsplatz', 'lommatzsch', 2, 'incident', 'open',
		'Drucker im Standesamt zieht kein Papier ein',
		'Seit heute früh meldet der Drucker „Papierstau Fach 2“, obwohl nichts klemmt. Die Trauung am Nachmittag braucht Urkunden.',
		'Rathaus, Am Markt 1, Zimmer 12', '03500 540-16', '52 minutes', null),
	('e1000000-0000-4000-8000-000000000002', 'Sabine Lehmann', 'Anna Richter', 'arbeitsplatz', 'riesa', 3, 'incident', 'accepted',
		'Signaturkarte wird nicht erkannt',
		'Das Lesegerät leuchtet, aber das Programm zeigt „Keine Karte eingelegt“. An einem anderen Platz geht die Karte.',
		'Rathausplatz 1, Erdgeschoss', '03500 700-214', '5 hours', '6 minutes'),
	('e1000000-0000-4000-8000-000000000003', 'Annegret Mühlbach', 'Ben Schubert', 'server', 'nossen', 3, 'incident', 'in_progress',
		'Netzlaufwerk „Bauakten“ fehlt nach Umzug',
		'Nach dem Umzug ins neue Büro fehlt das Laufwerk an drei Plätzen. Alle anderen Laufwerke sind da.',
		'Rathaus, 2. Obergeschoss', '03500 434-12', '1 day 2 hours', '11 minutes'),
	('e1000000-0000-4000-8000-000000000004', 'Ines Großmann', null, 'fachverfahren', 'strehla', 4, 'question', 'open',
		'Einwohnermeldeverfahren: zweiter Bildschirm bleibt schwarz',
		'Nur im Einwohnermeldeverfahren bleibt der zweite Bildschirm schwarz. Kennt das jemand? Es eilt nicht.',
		'', '03500 959-11', '2 days', null),
	('e1000000-0000-4000-8000-000000000005', 'Sabine Lehmann', 'Clara Vogt', 'fachverfahren', 'riesa', 2, 'incident', 'resolved',
		'Kassenprogramm startet nach Aktualisierung nicht',
		'Nach der Aktualisierung am Wochenende erscheint nur ein weißes Fenster.',
		'Rathausplatz 1, Stadtkasse', '03500 700-230', '6 days', '4 minutes');

insert into public.requests (
	request_id, title, kind, priority, status, cluster_id, municipality_id, accepted_by, accepted_at, created_at
)
select r.request_id, r.title, r.kind, r.priority, r.status, c.cluster_id, m.municipality_id, h.profile_id,
	case when h.profile_id is not null then now() - r.ago + r.accepted_after end, now() - r.ago
from demo_requests r
join public.clusters c on c.slug = r.cluster
join public.municipalities m on m.slug = r.town
left join demo_people h on h.name = r.helper
order by r.ago desc;

insert into public.request_details (request_id, requester_id, body, place, callback)
select r.request_id, p.profile_id, r.body, r.place, r.callback from demo_requests r join demo_people p on p.name = r.requester;

insert into public.request_events (request_id, kind, actor_id, happened_at)
select r.request_id, 'created', p.profile_id, now() - r.ago from demo_requests r join demo_people p on p.name = r.requester
union all
select r.request_id, 'accepted', h.profile_id, now() - r.ago + r.accepted_after from demo_requests r join demo_people h on h.name = r.helper;
