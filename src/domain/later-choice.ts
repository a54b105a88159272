/** What "later" can mean. Apart from what it comes to: everything that crosses a wire is judged by these words, few screens do the sums. */
export const laterChoices = ['half_hour', 'two_hours', 'tomorrow', 'by_phone'] as const;
export type LaterChoice = (typeof laterChoices)[number];
/** Of whoever has chosen nothing; private.answer_with_ticket says the same. */
export const usualLater: LaterChoice = 'half_hour';
