import { EVENTS_RAW } from './raw-message.ts';

/** Ids of notifications, for whoever decides who is mailed of them. */
export const NOTIFICATIONS_EMAIL = 'notifications.email';

/** Every topic of the product's queue. */
export const TOPICS = [EVENTS_RAW, NOTIFICATIONS_EMAIL];
