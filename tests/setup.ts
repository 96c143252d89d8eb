import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { preferenceCookies } from '#contract/preferences.ts';
import { signingOutCookie } from '#contract/session.ts';
import { afterEach, beforeEach, expect, vi } from 'vitest';

// APIs that the page uses and jsdom lacks; each implements the standard as far as a test can observe it.
window.scrollTo = () => undefined;
Element.prototype.scrollIntoView = () => undefined;
HTMLDialogElement.prototype.showModal = function showModal() {
  this.open = true;
  this.querySelector<HTMLElement>('[autofocus]')?.focus();
};
HTMLDialogElement.prototype.close = function close() {
  this.open = false;
  this.dispatchEvent(new Event('close'));
};

// On a busy machine the default of one second is too short.
configure({ asyncUtilTimeout: 10_000 });

const problems: unknown[][] = [];

beforeEach(() => {
  problems.length = 0;
  vi.spyOn(console, 'error').mockImplementation((...words: unknown[]) => {
    problems.push(words);
  });
});

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  window.sessionStorage.clear();
  for (const name of [...Object.values(preferenceCookies), signingOutCookie(false)]) {
    // oxlint-disable-next-line unicorn/no-document-cookie -- jsdom has no Cookie Store API
    document.cookie = `${name}=; Path=/; Max-Age=0`;
  }
  window.history.replaceState(null, '', '/');
  expect(problems, 'console.error during the test').toEqual([]);
});
