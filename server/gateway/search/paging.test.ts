import { describe, expect, test } from 'vitest';
import { claimsMore, isPosition, pageParameters, readPage } from './paging.ts';

describe('readPage', () => {
  test.each([
    ['a cursor', null, { meta: { cursor: 'abc', has_more: true, total: 9 } }, 'cursor:abc', true],
    ['the last cursor', 'cursor:abc', { meta: { cursor: null, has_more: false } }, null, true],
    ['a page', null, { meta: { current_page: 1, last_page: 3, total: 9 } }, 'page:2', true],
    ['the last page', 'page:3', { meta: { current_page: 3, last_page: 3 } }, null, true],
    ['a next link', 'page:2', { links: { next: '/x?page=3' }, meta: { current_page: 2 } }, 'page:3', true],
    ['no paging', null, {}, null, true],
    ['a repeated cursor', 'cursor:abc', { meta: { cursor: 'abc', has_more: true } }, null, false],
    ['an ignored page', 'page:3', { meta: { current_page: 1, last_page: 9 } }, null, false],
    ['has_more without a cursor', null, { meta: { has_more: true } }, null, false],
  ])('finds the next position after %s', (_, position, response, next, complete) => {
    expect(readPage({ data: [1], ...response }, position)).toMatchObject({ rows: [1], next, complete });
  });

  test('stops at an empty page that claims more', () => {
    const response = { data: [], meta: { cursor: 'abc', has_more: true } };
    expect(readPage(response, null)).toMatchObject({ rows: [], next: null, complete: false });
  });

  test.each([null, 'x', {}, { data: {} }])('finds no rows in %j', (response) => {
    expect(readPage(response, null).rows).toBeNull();
  });

  test('reads a list without an object around it', () => {
    expect(readPage([1, 2], null)).toEqual({ rows: [1, 2], next: null, complete: true, total: null });
  });
});

test('a position is sent as the parameter of its style, with the size by both names', () => {
  expect(pageParameters(null, 20)).toEqual({ limit: '20', per_page: '20' });
  expect(pageParameters('cursor:a=b', 20)).toMatchObject({ cursor: 'a=b' });
  expect(pageParameters('page:2', 20)).toMatchObject({ page: '2' });
});

test('only positions that a response can lead to are accepted', () => {
  expect(['cursor:x', 'page:2', 'page:0', 'cursor:', 'x', ''].map(isPosition)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
});

test('a response claims more by its cursor, its link or its pages', () => {
  expect(claimsMore({ data: {}, meta: { cursor: 'abc' } })).toBe(true);
  expect(claimsMore({ data: {} })).toBe(false);
});
