import { describe, expect, it } from 'vitest';
import { paths } from './paths.ts';

describe('paths', () => {
  it('adds the clinic and the view as parameters if there are any', () => {
    expect(paths.appointment('42', '7')).toBe('/appointments/42?tenant=7');
    expect(paths.appointment('42', '7', 'timeline')).toBe('/appointments/42?tenant=7&view=timeline');
    expect(paths.home('7')).toBe('/?tenant=7');
  });

  it('keeps query and hash of the link that a sign-in returns to', () => {
    const link = '/appointments/42?tenant=7&x=a b#session-3';
    expect(new URL(paths.signIn(link), 'http://x').searchParams.get('return_to')).toBe(link);
  });
});
