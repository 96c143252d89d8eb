interface Window {
  /** Set by bench/paint.mjs. Called within a frame; calls `then` after its paint with `performance.now()`. */
  afterPaint: (then: (now: number) => void) => void;
  /** Set by bench/tree.mjs. Resolves to the milliseconds from `act` to the next paint. */
  untilPaint: (act: () => unknown) => Promise<number>;
  /** Set by bench/opening/probe.mjs. Times are in milliseconds since the navigation started; null until then. */
  opening: {
    readable: number | null;
    /** When the page responds to input. */
    interactive: number | null;
    /** The sum of all layout shifts. */
    shift: number;
    longest: number;
    /** The total time of long tasks beyond 50 ms each, in milliseconds. */
    blocked: number;
  };
  /** Set by bench/navigation.mjs. */
  going: {
    /** Milliseconds from the navigation to the paint of the new heading; null until then. */
    painted: number | null;
    /** Whether the page showed a loading state. */
    waited: boolean;
    scroll: number;
  };
}
