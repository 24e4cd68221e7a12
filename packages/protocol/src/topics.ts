import { EVENTS_RAW } from './raw-message.ts';

/** Mails to be sent, for whoever sends them. */
export const NOTIFICATIONS_EMAIL = 'notifications.email';

/** Every topic of the product's queue. */
export const TOPICS = [EVENTS_RAW, NOTIFICATIONS_EMAIL];
