import { createContext, type ReactNode, useContext } from 'react';

/**
 * What rendering must know of whoever looks, and may not ask of the browser: the same page is rendered by the gateway,
 * which has none.
 */
export interface Viewer {
  /** IANA. */
  timeZone: string;
  /** What the browser calls the application. */
  origin: string;
  /** The moment that the first rendering is for, in milliseconds since 1970. */
  renderedAt: number;
}

const ViewerContext = createContext<Viewer | null>(null);

export const ViewerProvider = ({ viewer, children }: { viewer: Viewer; children: ReactNode }) => (
  <ViewerContext value={viewer}>{children}</ViewerContext>
);

export const useViewer = (): Viewer => {
  const viewer = useContext(ViewerContext);
  if (!viewer) throw new Error('useViewer is used outside a ViewerProvider.');
  return viewer;
};
