import { expect, it } from 'vitest';
import { internationalHref } from './national-number.ts';

it.each([
  ['tel:05320000042', 'TR', 'tel:+905320000042'],
  ['tel:02120000042;ext=12', 'TR', 'tel:+902120000042;ext=12'],
  ['tel:00905320000042', 'TR', 'tel:+905320000042'],
  ['tel:5320000042', 'TR', 'tel:+905320000042'],
  ['tel:0600000042', 'IT', 'tel:+390600000042'],
  ['tel:2025550142', 'US', 'tel:+12025550142'],
  ['tel:112', 'TR', 'tel:112'],
  ['tel:053200', 'TR', 'tel:053200'],
  ['tel:+15550000042', 'TR', 'tel:+15550000042'],
  ['tel:05320000042', 'XX', 'tel:05320000042'],
])('internationalHref of %s in %s is %s', (href, country, expected) => {
  expect(internationalHref(href, country)).toBe(expected);
});
