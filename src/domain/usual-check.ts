/** When a silent device is checked while nothing was chosen: ISO weekday and full hour in Berlin. The columns of notification_settings begin with the same. */
export const usualCheck = { weekday: 2, hour: 9 } as const;
