import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFormat } from './format.ts';
import { dayInZone, isTimeZone } from './zone.ts';

const zones = [
  'Europe/Istanbul',
  'America/New_York',
  'Asia/Kathmandu',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
];
const at = (iso: string) => Date.parse(iso);
const format = (timeZone: string, locale = 'en-GB', currency: string | null = null) =>
  createFormat({ locale, timeZone, currency });

describe('format of an instant', () => {
  it.each([
    [
      'Europe/Istanbul',
      '2026-11-24T11:30:00Z',
      /Tuesday,? 24 November 2026/,
      '14:30',
      'Istanbul time (UTC+3)',
    ],
    [
      'America/New_York',
      '2026-11-24T11:30:00Z',
      /Tuesday,? 24 November 2026/,
      '06:30',
      'New York time (UTC-5)',
    ],
    [
      'Asia/Kathmandu',
      '2026-11-24T11:30:00Z',
      /Tuesday,? 24 November 2026/,
      '17:15',
      'Kathmandu time (UTC+5:45)',
    ],
    [
      'Pacific/Kiritimati',
      '2026-11-24T11:30:00Z',
      /Wednesday,? 25 November 2026/,
      '01:30',
      'Kiritimati time (UTC+14)',
    ],
    [
      'Pacific/Pago_Pago',
      '2026-11-24T10:30:00Z',
      /Monday,? 23 November 2026/,
      '23:30',
      'Pago Pago time (UTC-11)',
    ],
  ])('shows day, time and zone in %s at %s', (zone, iso, day, time, named) => {
    const zoned = format(zone);
    expect(zoned.longDate(at(iso))).toMatch(day);
    expect(zoned.time(at(iso))).toBe(time);
    expect(zoned.zone(at(iso))).toBe(named);
  });

  it('uses the UTC offset of its own day across daylight saving changes', () => {
    const newYork = format('America/New_York');
    expect([newYork.time(at('2026-03-08T06:59:00Z')), newYork.zone(at('2026-03-08T06:59:00Z'))]).toEqual([
      '01:59',
      'New York time (UTC-5)',
    ]);
    expect([newYork.time(at('2026-03-08T07:00:00Z')), newYork.zone(at('2026-03-08T07:00:00Z'))]).toEqual([
      '03:00',
      'New York time (UTC-4)',
    ]);
    expect(newYork.time(at('2026-11-01T05:30:00Z'))).toBe('01:30');
    expect(newYork.time(at('2026-11-01T06:30:00Z'))).toBe('01:30');
  });

  it('shows midnight as 00:00 and zones without an offset as UTC', () => {
    expect(format('UTC').time(at('2026-11-24T00:00:00Z'))).toBe('00:00');
    expect(format('UTC').zone(at('2026-11-24T00:00:00Z'))).toBe('UTC');
    expect(format('Europe/London').zone(at('2026-11-24T00:00:00Z'))).toBe('London time (UTC)');
    expect(format('Etc/GMT+12').zone(at('0001-01-01T00:00:00Z'))).toBe('Etc/GMT+12 (UTC-12)');
  });

  it('uses the language of the locale', () => {
    expect(format('Europe/Istanbul', 'tr-TR').longDate(at('2026-11-24T11:30:00Z'))).toBe(
      '24 Kasım 2026 Salı',
    );
    expect(format('Europe/Istanbul', 'tr-TR').zone(at('2026-11-24T11:30:00Z'))).toBe(
      'İstanbul saati (UTC+3)',
    );
  });

  it('dayInZone returns the day of the zone’s clock for any instant', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: at('1900-01-01'), max: at('2100-01-01') }),
        fc.constantFrom(...zones),
        (epoch, zone) => {
          const shown = new Date(epoch).toLocaleDateString('sv-SE', { timeZone: zone });
          expect(dayInZone(epoch, zone)).toBe(shown);
        },
      ),
    );
  });
});

describe('format of a calendar day', () => {
  it.each(zones)('does not depend on the time zone %s', (zone) => {
    expect(format(zone).calendarDay('1992-03-03', 'long')).toBe('3 March 1992');
    expect(format(zone).calendarDay('2027-01-05', 'weekday')).toMatch(/^Tue,? 5 Jan 2027$/);
  });
});

describe('relative time', () => {
  const now = at('2026-11-22T20:00:00Z');
  const istanbul = format('Europe/Istanbul');

  it.each([
    ['2026-11-22T20:00:20Z', 'this minute'],
    ['2026-11-22T20:05:00Z', 'in 5 minutes'],
    ['2026-11-22T19:01:00Z', '59 minutes ago'],
    ['2026-11-22T15:00:00Z', '5 hours ago'],
    ['2026-11-23T18:00:00Z', 'tomorrow'],
    ['2026-11-24T11:30:00Z', 'in 2 days'],
    ['2026-11-21T05:00:00Z', 'yesterday'],
    ['2026-12-20T05:00:00Z', 'in 4 weeks'],
    ['2027-03-01T05:00:00Z', 'in 3 months'],
    ['2020-03-01T05:00:00Z', '7 years ago'],
    ['2026-11-22T21:59:00Z', 'in 2 hours'],
    ['2026-11-22T18:01:00Z', '2 hours ago'],
    ['2026-11-22T20:59:40Z', 'in 1 hour'],
    ['2026-11-22T18:30:00Z', '2 hours ago'],
    ['2026-12-12T05:00:00Z', 'in 3 weeks'],
    ['9999-12-31T23:59:59Z', 'in 7,973 years'],
  ])('shows %s as “%s”', (iso, words) => {
    expect(istanbul.relative(at(iso), now)).toBe(words);
  });

  it('counts days of the calendar in the time zone', () => {
    expect(format('Pacific/Kiritimati').relative(at('2026-11-24T11:30:00Z'), now)).toBe('in 2 days');
    expect(format('Pacific/Pago_Pago').relative(at('2026-11-24T10:30:00Z'), now)).toBe('tomorrow');
  });
});

describe('format of an age', () => {
  it.each([
    ['en-GB', 34, 'year', '34 years'],
    ['en-GB', 1, 'day', '1 day'],
    ['en-GB', 6, 'month', '6 months'],
    ['tr-TR', 3, 'week', '3 hafta'],
  ] as const)('in %s: %d %s is “%s”', (locale, value, unit, words) => {
    expect(format('UTC', locale).age({ value, unit })).toBe(words);
  });
});

describe('format of a decimal', () => {
  it.each([
    ['8500.00', '8,500.00', '8.500,00'],
    ['0', '0', '0'],
    ['0.10', '0.10', '0,10'],
    ['12345678901234567890.120', '12,345,678,901,234,567,890.120', '12.345.678.901.234.567.890,120'],
    ['on request', 'on request', 'on request'],
  ])('keeps every digit of %s', (written, english, turkish) => {
    expect(format('UTC').decimal(written)).toBe(english);
    expect(format('UTC', 'tr-TR').decimal(written)).toBe(turkish);
  });

  it('keeps every digit of any price', () => {
    const decimals = fc.tuple(fc.bigInt({ min: 0n, max: 10n ** 24n }), fc.stringMatching(/^\d{0,12}$/));
    fc.assert(
      fc.property(decimals, ([whole, fraction]) => {
        const written = fraction === '' ? String(whole) : `${whole}.${fraction}`;
        expect(format('UTC').price(written).replaceAll(',', '')).toBe(written);
      }),
    );
  });

  it('shows a currency only when one is given', () => {
    expect(format('UTC').price('8500.00')).toBe('8,500.00');
    expect(format('UTC', 'en-GB', 'EUR').price('8500.00')).toBe('€8,500.00');
    expect(format('UTC', 'tr-TR', 'TRY').price('8500.0')).toBe('₺8.500,0');
  });

  it('shows a tax rate as a percentage', () => {
    expect(format('UTC').percent('20')).toBe('20%');
    expect(format('UTC', 'tr-TR').percent('8.5')).toBe('%8,5');
  });
});

describe('initials', () => {
  it.each([
    ['Zeynep Öztürk', 'tr-TR', 'ZÖ'],
    ['ilker ışık', 'tr-TR', 'İI'],
    ['ilker ışık', 'en-GB', 'II'],
    ['Dr. Selin Aydın', 'en-GB', 'SA'],
    ['Ayşe Nur van der Berg', 'en-GB', 'AB'],
    ['ليلى حداد', 'en-GB', 'لح'],
    ['  ', 'en-GB', ''],
  ])('of %j in %s are %j', (name, locale, letters) => {
    expect(format('UTC', locale).initials(name)).toBe(letters);
  });
});

describe('isTimeZone', () => {
  it.each([
    ['Europe/Istanbul', true],
    ['UTC', true],
    ['Mars/Olympus', false],
    ['', false],
  ])('returns for %j: %s', (zone, known) => {
    expect(isTimeZone(zone)).toBe(known);
  });
});
