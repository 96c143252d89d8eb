/**
 * Answers of a slow source by key, for whoever hears of every change: an answer stays until something under its key
 * is changed.
 */
export interface Memory<V> {
  /** What is remembered, or undefined. */
  get: (key: string) => V | undefined;
  /** Asks the source anew, and remembers what it answers. Null is not remembered, nor is what was asked for across a change. */
  load: <T extends V | null>(key: string, ask: () => Promise<T>) => Promise<T>;
  /** Makes a change under a key; null: under any. Nothing from before it is answered once it has begun. */
  change: <T>(key: string | null, work: () => Promise<T>) => Promise<T>;
}

/** How many answers are remembered; the one asked for first goes first. */
const usual = 1000;

export const createMemory = <V>(most = usual): Memory<V> => {
  const answers = new Map<string, V>();
  /** Counts beginnings and ends of changes: what was asked for across one may be from before it. */
  let changes = 0;
  const forget = (key: string | null): void => {
    changes += 1;
    if (key === null) answers.clear();
    else answers.delete(key);
  };

  return {
    get: (key) => answers.get(key),
    async load(key, ask) {
      answers.delete(key);
      const before = changes;
      const answer = await ask();
      if (answer === null || changes !== before) return answer;
      const [oldest] = answers.size >= most ? answers.keys() : [];
      if (oldest !== undefined) answers.delete(oldest);
      answers.set(key, answer);
      return answer;
    },
    async change(key, work) {
      forget(key);
      try {
        return await work();
      } finally {
        // What was asked for meanwhile may still be from before it.
        forget(key);
      }
    },
  };
};
