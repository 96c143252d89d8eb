// Runs in the page, from before its first line: must not name anything outside itself.

/** Lets the page be asked when the frame that is being made has been painted. */
export const offerAfterPaint = () => {
  window.afterPaint = (then) => {
    // The next task after a frame: a timer may come later than the paint.
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => then(performance.now()), { once: true });
    port1.start();
    port2.postMessage(null);
  };
};
