import { createContext, useContext } from 'react';

/** Values that rendering must not read from the browser, because the gateway renders the same page. */
export interface RenderEnvironment {
  /** IANA zone of the user. */
  timeZone: string;
  /** The application's origin, as the browser sees it. */
  origin: string;
  /** The time of the first rendering, in milliseconds since 1970. */
  renderedAt: number;
}

const RenderEnvironmentContext = createContext<RenderEnvironment | null>(null);

export const RenderEnvironmentProvider = RenderEnvironmentContext;

export const useRenderEnvironment = (): RenderEnvironment => {
  const environment = useContext(RenderEnvironmentContext);
  if (!environment) throw new Error('useRenderEnvironment is used outside a RenderEnvironmentProvider.');
  return environment;
};
