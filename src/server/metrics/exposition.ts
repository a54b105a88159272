/** The text format of Prometheus, version 0.0.4. */

export interface Metric {
	name: string;
	kind: 'counter' | 'gauge' | 'histogram';
	help: string;
	/** `suffix` stands behind the name: of a histogram _bucket, _sum and _count. */
	values: readonly (readonly [labels: Readonly<Record<string, string>>, value: number, suffix?: string])[];
}

function labelled(name: string, labels: Readonly<Record<string, string>>): string {
	const pairs = Object.entries(labels).map(
		([label, value]) =>
			`${label}="${value.replace(/[\\"\n]/g, (sign) => (sign === '\n' ? '\\n' : `\\${sign}`))}"`,
	);
	return pairs.length === 0 ? name : `${name}{${pairs.join(',')}}`;
}

export function exposition(metrics: readonly Metric[]): string {
	return metrics
		.flatMap(({ name, kind, help, values }) => [
			`# HELP ${name} ${help}`,
			`# TYPE ${name} ${kind}`,
			...values.map(([labels, value, suffix = '']) => `${labelled(name + suffix, labels)} ${value}`),
			'',
		])
		.join('\n');
}
