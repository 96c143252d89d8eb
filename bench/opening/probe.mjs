// Runs in the page, from before its first line: must not name anything outside itself.

/**
 * Notes when every one of `texts` can be read and has been painted, when the page says that it answers to whoever
 * uses it, and what happened meanwhile.
 *
 * @param {readonly string[]} texts
 */
export const watchOpening = (texts) => {
  /** @type {Window['opening']} */
  const seen = { readable: null, interactive: null, shift: 0, longest: 0, blocked: 0 };
  window.opening = seen;

  const canBeRead = () => {
    // innerText lays the page out: it is asked only when there is something to find.
    const written = document.body?.textContent ?? '';
    if (!texts.every((text) => written.includes(text))) return false;
    const shown = document.body.innerText;
    return texts.every((text) => shown.includes(text));
  };
  let found = false;
  const look = () => {
    if (!found && canBeRead()) {
      found = true;
      window.afterPaint((now) => (seen.readable = now));
    }
    // The application marks it; other pages say nothing of the kind.
    seen.interactive ??= performance.getEntriesByName('interactive')[0]?.startTime ?? null;
    if (!found || seen.interactive === null) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);

  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) {
      seen.longest = Math.max(seen.longest, duration);
      seen.blocked += Math.max(0, duration - 50);
    }
  }).observe({ type: 'longtask', buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      if ('value' in entry && typeof entry.value === 'number') seen.shift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
};
