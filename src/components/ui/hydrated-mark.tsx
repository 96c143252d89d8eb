import { useHydrated } from '#lib/use-hydrated.ts';

/**
 * Tells tests and benchmarks whether the part around it, which is hydrated after the page, responds to input. A
 * component of its own, because it renders again after hydration.
 */
export function HydratedMark() {
  return <span data-hydrated={useHydrated()} hidden />;
}
