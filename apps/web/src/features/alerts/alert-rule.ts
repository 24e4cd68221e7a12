import type { AnswerOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';

export type AlertRule = AnswerOf<RouteOf<'getAlertRule'>>;
export type Alert = AnswerOf<RouteOf<'getAlert'>>;
