/** Lookups over rows, made anew whenever the rows change: nothing in them is ever altered, so they need not be reactive. */

/** By the key that `keyOf` names; of equal keys the last one stays. */
export function lookup<Item, Key>(
	items: readonly Item[] | undefined,
	keyOf: (item: Item) => Key,
): ReadonlyMap<Key, Item> {
	return new Map(items?.map((item) => [keyOf(item), item]));
}

export function collect<Value>(values: Iterable<Value> | undefined): ReadonlySet<Value> {
	return new Set(values);
}
