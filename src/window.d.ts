interface Window {
  /** Set by the script in `index.html`: ends the keeping, and gives what was pressed until then. */
  earlyPresses?: () => readonly EventTarget[];
}
