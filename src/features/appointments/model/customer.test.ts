import { describe, expect, it } from 'vitest';
import { telephoneHref } from './customer.ts';

describe('telephoneHref', () => {
  it.each([
    ['+90 532 000 00 42', 'tel:+905320000042'],
    ['0532 000 00 42', 'tel:05320000042'],
    ['(0212) 555 00 00', 'tel:02125550000'],
    ['0212/555 00 00', 'tel:02125550000'],
    ['0090 532 000 00 42', 'tel:00905320000042'],
    ['+90 (532) 000.00.42', 'tel:+905320000042'],
    ['+90 (0) 532 000 00 42', 'tel:+905320000042'],
    ['+90(0)5320000042', 'tel:+905320000042'],
    ['+39 06 1234 5678', 'tel:+390612345678'],
    ['0212 555 00 00/123', 'tel:02125550000;ext=123'],
    ['+90 212 555 00 00 ext. 12', 'tel:+902125550000;ext=12'],
    ['0212 555 00 00 dahili 12', 'tel:02125550000;ext=12'],
    ['0532‑000–00−42', 'tel:05320000042'],
    ['\u200e+90 532 000 00 42\u202c', 'tel:+905320000042'],
    ['\u2066+90\u00a0532 000 00 42\u2069', 'tel:+905320000042'],
    ['＋９０ ５３２ ０００ ００ ４２', 'tel:+905320000042'],
    ['٠٥٣٢ ٠٠٠ ٠٠ ٤٢', 'tel:05320000042'],
    ['112', 'tel:112'],
  ])('dials %s as %s', (text, href) => {
    expect(telephoneHref(text)).toBe(href);
  });

  it.each([
    ['two numbers', '0212 555 00 00 / 0532 000 00 42'],
    ['two numbers', '0212 555 00 00, 0532 000 00 42'],
    ['two endings', '555 00 00/01'],
    ['a trunk prefix after the country code', '+90 0532 000 00 42'],
    ['a trunk prefix after the country code', '+44 (0161) 496 0000'],
    ['letters', '0800 FLOWERS'],
    ['a label', 'mother: 0532 000 00 42'],
    ['a service code', '*100#'],
    ['an unfinished number', '+90'],
    ['a plus sign inside', '0532+90'],
    ['too many digits', '0532 000 00 42 0532 000 00 42'],
    ['no digits', '-'],
  ])('returns null for %s: %s', (_, text) => {
    expect(telephoneHref(text)).toBeNull();
  });
});
