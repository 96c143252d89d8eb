/**
 * The item of a menu that a key moves to (WAI-ARIA menu pattern): the arrow keys wrap around. `current` is -1 while no
 * item is focused. Null if the key does not move or the menu is empty.
 */
export const moveInMenu = (key: string, current: number, length: number): number | null => {
  if (length === 0) return null;
  switch (key) {
    case 'ArrowDown':
      return (current + 1) % length;
    case 'ArrowUp':
      return current <= 0 ? length - 1 : current - 1;
    case 'Home':
      return 0;
    case 'End':
      return length - 1;
    default:
      return null;
  }
};
