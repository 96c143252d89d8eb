import { expect, test } from 'vitest';
import { createTags } from './tags.ts';

const tags = createTags('a session secret of more than 32 characters');
const tagOf = (text: string, service: string | null, place = 'here') =>
  tags.at(place, undefined).of(text, service).tag;
const older = tagOf('older', '"1,a"');
const newer = tagOf('newer', 'W/"2"');

test('of several held tags the service is asked about all, and its 304 says which one it confirms', () => {
  const here = tags.at('here', `${older}, ${newer}`);
  expect(here.question).toBe('"1,a", W/"2"');
  expect(here.confirmed('W/"1,a"')).toBe(older);
  expect(here.confirmed('"2"')).toBe(newer);
  expect(here.confirmed('"3"')).toBeNull();
  expect(here.confirmed(null)).toBeNull();
});

test('where one tag was asked about, a 304 confirms that one, whatever a proxy made of its tag', () => {
  const here = tags.at('here', `"other", ${older.slice(2)}`);
  expect(here.confirmed('"1,a-gzip"')).toBe(older);
  expect(here.confirmed(null)).toBe(older);
});

test('the text counts where it is at hand: the same under a new tag of the service is held', () => {
  const here = tags.at('here', older);
  expect(here.of('older', '"9"')).toMatchObject({ held: true });
  expect(here.of('newer', '"1,a"')).toMatchObject({ held: false });
});

test('a tag that was changed, cut, or made under another secret or for another place is none', () => {
  const foreign = createTags('another secret of more than 32 characters').at('here', undefined);
  const changed = older.replace(/(.)"$/, (_, last: string) => `${last === 'A' ? 'B' : 'A'}"`);
  const swapped = `${newer.split('.')[0]}.${tagOf('older', '"1"', 'there').split('.')[1]}`;
  for (const held of [changed, `${older.slice(0, 60)}"`, foreign.of('older', '"1,a"').tag, swapped]) {
    const here = tags.at('here', held);
    expect([held, here.question, here.of('older', null).held]).toEqual([held, null, false]);
  }
  expect(tags.at('there', older).of('older', '"1,a"').held).toBe(false);
});

test.each([
  ['without quotes', '1'],
  ['with a line end', '"1\r\n"'],
  ['without end', `"${'a'.repeat(4000)}"`],
])('a tag of the service %s is not carried', (_what, service) => {
  expect(tagOf('text', service)).toBe(tagOf('text', null));
});
