/**
 * The public holidays of Saxony, § 1 Abs. 1 SächsSFG. Corpus Christi is one in some parishes of the county of Bautzen only and counts as a
 * working day. A day is its midnight as if it were UTC, in milliseconds: what a calendar on the wall shows, whatever the zone.
 */

const day = 86_400_000;

/** Sunday after the first full moon of spring, by the Gregorian tables as J.-M. Oudin put them into sums in 1940. */
function easterOf(year: number): number {
	const century = Math.floor(year / 100);
	const golden = year % 19;
	const age =
		(century - Math.floor(century / 4) - Math.floor((8 * century + 13) / 25) + 19 * golden + 15) % 30;
	// No full moon later than 18 April, and none on that day twice within 19 years.
	const isLate = age === 29 || (age === 28 && golden > 10);
	const moon = Date.UTC(year, 2, 21 + age - (isLate ? 1 : 0));
	return moon + (7 - new Date(moon).getUTCDay()) * day;
}

/** Wednesday before 23 November, as § 1 says it. */
function repentanceOf(year: number): number {
	const latest = Date.UTC(year, 10, 22);
	return latest - ((new Date(latest).getUTCDay() + 4) % 7) * day;
}

/** All of a year, in the order in which the law names them. */
export function holidaysOf(year: number): number[] {
	const easter = easterOf(year);
	return [
		Date.UTC(year, 0, 1),
		easter - 2 * day,
		easter + day,
		Date.UTC(year, 4, 1),
		easter + 39 * day,
		easter + 50 * day,
		Date.UTC(year, 9, 3),
		Date.UTC(year, 9, 31),
		repentanceOf(year),
		Date.UTC(year, 11, 25),
		Date.UTC(year, 11, 26),
	];
}
