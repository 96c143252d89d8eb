interface Window {
  /** Put into the page by bench/paint.mjs. Asked within a frame; answers with the milliseconds the page is old. */
  afterPaint: (then: (now: number) => void) => void;
  /** Put into the page by bench/tree.mjs. */
  untilPaint: (act: () => unknown) => Promise<number>;
}
