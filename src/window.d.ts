/** What a reader did to the page before its script ran, by the name of the event. */
interface EarlyInput {
  type: string;
  target: Element;
  /** Of a key. */
  key?: string;
}

interface Window {
  /** Set by the script in `index.html`: ends the keeping, and gives what was kept, in its order. */
  earlyInput?: () => readonly EarlyInput[];
}
