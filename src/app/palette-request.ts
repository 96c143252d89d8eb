/**
 * What the script in index.html keeps of the keys after Ctrl K, or Cmd K, until the palette is ready. It announces each
 * request with a `palette` event.
 */
interface PaletteRequest {
  text: string;
  /** Whether `Enter` was pressed. */
  submitted: boolean;
}

declare global {
  interface Window {
    paletteRequest?: PaletteRequest;
  }
}

/** Whether the palette was requested before it could be shown. */
export const hasPaletteRequest = (): boolean => window.paletteRequest !== undefined;

/** What was typed since the request; the following keys are no longer kept. */
export const takePaletteRequest = (): PaletteRequest => {
  const request = window.paletteRequest ?? { text: '', submitted: false };
  delete window.paletteRequest;
  return request;
};
