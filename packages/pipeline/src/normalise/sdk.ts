import type { Event } from '@railguard/protocol/event';
import { list, object } from './fields.ts';
import { bag } from './json.ts';
import { MAX_NAME, scalarText, text } from './text.ts';

type Sdk = NonNullable<Event['sdk']>;
type Package = NonNullable<Sdk['packages']>[number];

const names = list(text(MAX_NAME), { max: 200, keep: 'first' });

export const sdk = object<Sdk>({
  name: text(MAX_NAME),
  version: scalarText(MAX_NAME),
  integrations: names,
  features: names,
  packages: list(object<Package>({ name: text(MAX_NAME), version: scalarText(MAX_NAME) }), { max: 200, keep: 'first' }),
  settings: bag,
});
