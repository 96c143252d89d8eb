interface Window {
  /** Put into the page by bench/paint.mjs. Asked within a frame; answers with the milliseconds the page is old. */
  afterPaint: (then: (now: number) => void) => void;
  /** Put into the page by bench/tree.mjs. */
  untilPaint: (act: () => unknown) => Promise<number>;
  /** Put into the page by bench/opening/probe.mjs. Milliseconds since the page was asked for; null where not yet. */
  opening: {
    readable: number | null;
    /** When the page responds to input. */
    interactive: number | null;
    /** The sum of all layout shifts. */
    shift: number;
    longest: number;
    /** What long tasks took beyond 50 ms each. */
    blocked: number;
  };
  /** Put into the page by bench/navigation.mjs. */
  going: {
    /** Milliseconds from leaving to the paint that shows where one has come to; null until then. */
    painted: number | null;
    /** Whether anything was seen on the way that only says that something is being loaded. */
    waited: boolean;
    scroll: number;
  };
}
