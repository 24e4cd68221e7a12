import type { AnswerOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';

/** An event as the API answers it, and its parts. */
export type Event = AnswerOf<RouteOf<'getEvent'>>;
export type Exception = NonNullable<Event['exceptions']>[number];
export type Frame = NonNullable<Exception['frames']>[number];
export type Thread = NonNullable<Event['threads']>[number];
export type Breadcrumb = NonNullable<Event['breadcrumbs']>[number];
export type Request = NonNullable<Event['request']>;
