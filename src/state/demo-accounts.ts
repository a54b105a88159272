/** Accounts of the demo world (supabase/seed.sql). They exist only where the server says `demo`. */
export const demoPassword = 'rufkreis';

export const demoAccounts = [
	{ key: 'anna', email: 'anna@coswig.example', name: 'Anna Richter', municipality: 'Coswig' },
	{ key: 'ben', email: 'ben@meissen.example', name: 'Ben Schubert', municipality: 'Meißen' },
	{ key: 'clara', email: 'clara@grossenhain.example', name: 'Clara Vogt', municipality: 'Großenhain' },
	{ key: 'owner', email: 'owner@radebeul.example', name: 'Olaf Wernicke', municipality: 'Radebeul' },
	{ key: 'requester', email: 'anfrage@riesa.example', name: 'Sabine Lehmann', municipality: 'Riesa' },
	{
		key: 'coordinator',
		email: 'koordination@kreis.example',
		name: 'Katrin Osterland',
		municipality: 'Meißen',
	},
	{ key: 'office', email: 'amt@nossen.example', name: 'Annegret Mühlbach', municipality: 'Nossen' },
	{ key: 'council', email: 'rat@kreis.example', name: 'Ralf Thieme', municipality: 'Meißen' },
] as const;
export type DemoAccount = (typeof demoAccounts)[number];
