/** Whether any hot path reads a table whole, by the plans PostgreSQL used for the person who asked. */
import { count, judged, told } from '../table.ts';
import type { Line } from '../table.ts';
import { walkHotPaths } from './hot-paths.ts';
import { watchPlans } from './plans.ts';
import type { County } from './with-county.ts';

export async function measureSequentialScans({ sql, adminUrl }: County): Promise<Line[]> {
	const watch = await watchPlans(adminUrl);
	try {
		const paths = await walkHotPaths(sql, watch);
		const statements = paths.reduce((sum, path) => sum + path.statements, 0);
		const found = paths.flatMap(({ path, scans }) => scans.map((scan) => `${path}: ${scan.slice(0, 120)}`));
		return [
			told('hot paths, their statements', `${paths.length}, ${statements}`),
			judged('sequential scans of what grows with the years', found.length, 0, count),
			...found.map((words) => told(`  ${words}`, '')),
		];
	} finally {
		await watch.close();
	}
}
