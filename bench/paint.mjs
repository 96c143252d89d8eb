// Runs in the page before its own scripts, so it must not reference anything outside the function.

/** Provides `window.afterPaint`, which calls back after the paint of the current frame. */
export const offerAfterPaint = () => {
  window.afterPaint = (then) => {
    // A message is the next task after the frame. A timer may fire later.
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => then(performance.now()), { once: true });
    port1.start();
    port2.postMessage(null);
  };
};
