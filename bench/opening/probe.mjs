// Runs in the page before its own scripts, so it must not reference anything outside the function.

/**
 * Records when every one of `texts` can be read and has been painted, when the page is interactive, and long tasks and
 * layout shifts on the way. Times are those of animation frames, so that all versions are measured alike.
 *
 * @param {readonly string[]} texts
 */
export const watchOpening = (texts) => {
  /** @type {Window['opening']} */
  const metrics = { readable: null, interactive: null, shift: 0, longest: 0, blocked: 0 };
  window.opening = metrics;

  const canBeRead = () => {
    // innerText forces a layout, so textContent is checked first.
    const allText = document.body?.textContent ?? '';
    if (!texts.every((text) => allText.includes(text))) return false;
    const visibleText = document.body.innerText;
    return texts.every((text) => visibleText.includes(text));
  };
  // The application marks its root element. Older versions recorded early input until they were interactive.
  let recordedInput = false;
  const isInteractive = () => {
    if (document.documentElement?.dataset['hydrated'] === 'true')
      // A part of the page that is visible may be hydrated after it.
      return document.querySelector('[data-hydrated="false"]') === null;
    const isRecording = 'earlyInput' in window;
    recordedInput ||= isRecording;
    return recordedInput && !isRecording;
  };
  let found = false;
  const look = () => {
    if (!found && canBeRead()) {
      found = true;
      window.afterPaint((now) => (metrics.readable = now));
    }
    if (isInteractive()) metrics.interactive ??= performance.now();
    if (!found || metrics.interactive === null) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);

  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) {
      metrics.longest = Math.max(metrics.longest, duration);
      metrics.blocked += Math.max(0, duration - 50);
    }
  }).observe({ type: 'longtask', buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      if ('value' in entry && typeof entry.value === 'number') metrics.shift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
};
