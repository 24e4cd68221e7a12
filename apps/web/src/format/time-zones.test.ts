import { expect, test } from 'vitest';
import { ownTimeZone, timeZones } from './time-zones.ts';

test('every zone is there once, also those that a browser leaves out', () => {
  const zones = timeZones('Etc/Made_Up');
  expect(zones).toEqual(expect.arrayContaining(['Europe/Berlin', 'UTC', ownTimeZone(), 'Etc/Made_Up']));
  expect(new Set(zones).size).toBe(zones.length);
});
