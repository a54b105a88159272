/** The text format of Prometheus, version 0.0.4. */

export interface Metric {
	name: string;
	kind: 'counter' | 'gauge';
	help: string;
	values: readonly (readonly [labels: Readonly<Record<string, string>>, value: number])[];
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
			...values.map(([labels, value]) => `${labelled(name, labels)} ${value}`),
			'',
		])
		.join('\n');
}
