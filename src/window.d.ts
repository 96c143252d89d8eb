interface Window {
  /** Set by the script in `index.html`: ends the keeping, and gives what a reader did until then, and to what. */
  earlyInput?: () => readonly (readonly [type: string, target: EventTarget | null])[];
}
