interface Window {
  /** Put into the page by bench/tree.mjs. */
  untilPaint: (act: () => unknown) => Promise<number>;
}
