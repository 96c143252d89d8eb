/**
 * What the script in index.html keeps of the keys after Ctrl K, or Cmd K, until the palette is ready. It announces each
 * request with a `palette` event.
 */
export interface PaletteRequest {
  text: string;
  /** Whether `Enter` was pressed. */
  submitted: boolean;
}

declare global {
  interface Window {
    paletteRequest?: PaletteRequest;
  }
}

export const readPaletteRequest = (): PaletteRequest | null => window.paletteRequest ?? null;

/** The following keys are no longer kept. */
export const endPaletteRequest = (): void => {
  delete window.paletteRequest;
};
