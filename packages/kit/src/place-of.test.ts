import { expect, it } from 'vitest';
import { placeOf } from './place-of.ts';

it.each([
  ['postgres://user:hunter2@db/railguard', 'db:5432'],
  ['postgresql://db.example:6432/railguard?sslmode=require', 'db.example:6432'],
  ['postgres://user:hunter2@127.0.0.1:5433/railguard?host=%2Fvar%2Frun', '/var/run'],
  ['postgres:///railguard', 'localhost:5432'],
  ['amqp://guest:guest@mq', 'mq:5672'],
  ['amqps://mq', 'mq:5671'],
])('%s leads to %s', (url, place) => {
  expect(placeOf(url)).toBe(place);
});
