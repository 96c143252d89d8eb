/** About how many characters fit into a line of the notes on a wide screen. */
const charactersPerLine = 90;

/** Whether notes have fewer than four lines, so that they can stand above the plan without moving it off the screen. */
export const areShortNotes = (text: string): boolean =>
  text
    .trim()
    .split('\n')
    .reduce((lines, line) => lines + Math.max(1, Math.ceil(line.length / charactersPerLine)), 0) < 4;
