import { describe, expect, it } from 'vitest';
import { appHref, whatsappHref } from './external-links.ts';

describe('the WhatsApp link', () => {
  it.each([
    ['+90 532 000 00 42', 'https://wa.me/905320000042'],
    ['+1 (212) 555-0142', 'https://wa.me/12125550142'],
    ['0532 000 00 42', null],
    ['+90 212 000 00 42 / 12', null],
    ['call reception', null],
    [null, null],
  ])('of %j is %j', (number, href) => {
    expect(whatsappHref(number)).toBe(href);
  });
});

describe('the link to Flextell', () => {
  it('contains the number and the clinic wherever the pattern names them', () => {
    const pattern = 'https://app.example/{tenant}/a/{id}?from={tenant}#{id}';
    expect(appHref(pattern, { tenant: '7', id: '42' })).toBe('https://app.example/7/a/42?from=7#42');
  });
});
