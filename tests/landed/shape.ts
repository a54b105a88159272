/** Shapes of what crosses a wire, small enough to be kept and read: made from our schemas, compared with each other and with real answers. */
import * as z from 'zod';

const primitive = z.enum(['text', 'uuid', 'number', 'boolean', 'null', 'any']);

/** `fields`: of an object, with a question mark after those that may be left out. */
export const shape = z.union([
	primitive,
	z.strictObject({ is: z.union([z.string(), z.number(), z.boolean()]) }),
	z.strictObject({ words: z.array(z.union([z.string(), z.number()])) }),
	z.strictObject({
		get list(): z.ZodType<Shape> {
			return shape;
		},
	}),
	z.strictObject({
		get or(): z.ZodType<Shape[]> {
			return z.array(shape);
		},
	}),
	z.strictObject({
		get fields(): z.ZodType<Record<string, Shape>> {
			return z.record(z.string(), shape);
		},
	}),
]);
export type Shape =
	| z.infer<typeof primitive>
	| { is: string | number | boolean }
	| { words: (string | number)[] }
	| { list: Shape }
	| { or: Shape[] }
	| { fields: Record<string, Shape> };

/** As JSON Schema words it, as far as our schemas go. */
interface Described {
	type?: string | string[];
	format?: string;
	const?: string | number | boolean;
	enum?: (string | number)[];
	anyOf?: Described[];
	oneOf?: Described[];
	items?: Described;
	properties?: Record<string, Described>;
	required?: string[];
}

/** `any words`: where one of several words stands, any other may stand as well. */
export function shapeOf(schema: z.core.$ZodType, words: 'words' | 'any words'): Shape {
	return read(
		z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Described,
		words === 'any words',
	); // zod's own type says less than the format
}

function read(found: Described, isAnyWord: boolean): Shape {
	const { type, properties, required = [], items } = found;
	const inside = (one: Described): Shape => read(one, isAnyWord);
	if (Array.isArray(type)) return { or: type.map((one) => inside({ ...found, type: one })) };
	const either = found.anyOf ?? found.oneOf;
	if (either !== undefined) return { or: either.map(inside) };
	if (found.const !== undefined) return { is: found.const };
	if (found.enum !== undefined && !isAnyWord) return { words: found.enum };
	if (properties !== undefined) {
		const entries = Object.entries(properties);
		return {
			fields: Object.fromEntries(
				entries.map(([name, field]) => [required.includes(name) ? name : `${name}?`, inside(field)]),
			),
		};
	}
	if (items !== undefined) return { list: inside(items) };
	if (type === 'string') return found.format === 'uuid' ? 'uuid' : 'text';
	if (type === 'integer') return 'number';
	// What no shape of ours says more about: records, tuples.
	return primitive.safeParse(type).data ?? 'any';
}

/** The narrowest shape of one value. */
export function shapeOfValue(value: unknown): Shape {
	if (value === null) return 'null';
	if (Array.isArray(value))
		return { list: value.length === 0 ? { or: [] } : { or: value.map(shapeOfValue) } };
	if (typeof value === 'object')
		return {
			fields: Object.fromEntries(Object.entries(value).map(([name, of]) => [name, shapeOfValue(of)])),
		};
	return { is: z.union([z.string(), z.number(), z.boolean()]).parse(value) };
}

const samples = { text: 'Wort', number: 1, boolean: true, null: null, any: null };

/** A value of this shape; whoever reads it must cope with every one of them. */
export function sampleOf(of: Shape, isWhole: boolean): unknown {
	if (typeof of === 'object') {
		if ('is' in of) return of.is;
		if ('words' in of) return of.words[0];
		if ('list' in of) return [];
		if ('or' in of) return sampleOf(of.or[0] ?? 'any', isWhole);
		const entries = Object.entries(of.fields).filter(([name]) => isWhole || !name.endsWith('?'));
		return Object.fromEntries(
			entries.map(([key, field]) => {
				const name = key.replace('?', '');
				const value = sampleOf(field, isWhole);
				// By the names of the house: a text that ends so is a moment.
				return [name, /_(?:at|until)$/.test(name) && value === samples.text ? '2026-11-26T08:00:00Z' : value];
			}),
		);
	}
	return of === 'uuid' ? crypto.randomUUID() : samples[of];
}

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

function isOf(value: string | number | boolean, kind: z.infer<typeof primitive>): boolean {
	if (kind === 'uuid') return typeof value === 'string' && uuid.test(value);
	return kind === (typeof value === 'string' ? 'text' : typeof value);
}

type Rest = 'left out' | 'lost';

/**
 * Why somebody who understands `known` does not understand everything that is `said`; nothing when they do. `rest`: fields they do not know are
 * left out, as a page does, or lost, where everything was said for a purpose.
 */
export function breaks(said: Shape, known: Shape, at: string, rest: Rest = 'left out'): string[] {
	if (typeof said === 'object' && 'or' in said) return said.or.flatMap((one) => breaks(one, known, at, rest));
	if (known === 'any' || said === known) return [];
	if (typeof known === 'object' && 'or' in known) return breaksAll(said, known.or, at, rest);
	if (typeof said === 'object' && typeof known === 'object') {
		if ('list' in said && 'list' in known) return breaks(said.list, known.list, `${at}[]`, rest);
		if ('fields' in said && 'fields' in known) return breaksOfFields(said.fields, known.fields, at, rest);
	}
	return isWithin(said, known) ? [] : [`${at}: ${JSON.stringify(said)} is none of ${JSON.stringify(known)}`];
}

function isWithin(said: Shape, known: Shape): boolean {
	if (typeof said === 'string') return said === 'uuid' && known === 'text';
	const values = 'is' in said ? [said.is] : 'words' in said ? said.words : undefined;
	if (values === undefined) return false;
	if (typeof known === 'string') return values.every((value) => isOf(value, known));
	const words = 'is' in known ? [known.is] : 'words' in known ? known.words : [];
	return values.every((value) => words.some((word) => word === value));
}

type Fields = Record<string, Shape>;

function breaksOfFields(said: Fields, known: Fields, at: string, rest: Rest): string[] {
	const lost = Object.keys(said)
		.map((key) => key.replace('?', ''))
		.filter((name) => rest === 'lost' && !(name in known) && !(`${name}?` in known))
		.map((name) => `${at}.${name} is lost`);
	const broken = Object.entries(known).flatMap(([key, field]) => {
		const name = key.replace('?', '');
		const mayLack = key !== name;
		const found = said[name] ?? (mayLack ? said[key] : undefined);
		if (found !== undefined) return breaks(found, field, `${at}.${name}`, rest);
		return mayLack ? [] : [`${at}.${name} may be missing`];
	});
	return [...lost, ...broken];
}

/** Of the alternative that is meant: the one that fits, else the one of the same outcome. */
function breaksAll(said: Shape, known: Shape[], at: string, rest: Rest): string[] {
	const reasons = known.map((one) => breaks(said, one, at, rest));
	if (reasons.some((found) => found.length === 0)) return [];
	const meant = reasons.find(
		(found, index) =>
			typeof known[index] === 'object' &&
			'fields' in known[index] &&
			!found.some((reason) => reason.startsWith(`${at}.outcome`)),
	);
	return meant ?? [`${at}: ${JSON.stringify(said)} is unknown`];
}
