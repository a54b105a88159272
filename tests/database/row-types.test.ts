import { expectTypeOf, test } from 'vitest';
import type { Row, TableName } from '#contracts/rows.ts';
import type { ArgumentsOf, EveryCommandName } from '#contracts/every-command.ts';
import type { Database } from '#supabase/database.types.ts';

type Tables = Database['public']['Tables'];
type Functions = Database['public']['Functions'];

/** What the server keeps for itself: the stamp, copies that policies compare, and what keeps a check from coming twice. */
type Inner = 'rev' | 'scope_cluster_id' | 'scope_time' | 'week';

// Compared by the type check of `npm run check`; the run only proves that the file is there.
test('the contract names every table and column that the database has, and no other', () => {
	expectTypeOf<TableName>().toEqualTypeOf<keyof Tables>();
	expectTypeOf<{ [Name in TableName]: keyof Row<Name> }>().toEqualTypeOf<{
		[Name in TableName]: Exclude<keyof Tables[Name]['Row'], Inner>;
	}>();
});

test('every command takes exactly the arguments its function has', () => {
	expectTypeOf<{ [Name in EveryCommandName]: keyof ArgumentsOf<Name> }>().toEqualTypeOf<{
		[Name in EveryCommandName]: keyof Functions[Name]['Args'];
	}>();
});
