const planViews = ['plan', 'timeline', 'prepare'] as const;

/** A view of the treatments. */
export type PlanViewName = (typeof planViews)[number];

/** Reads the `view` parameter of the URL. */
export const readViewName = (text: string | null): PlanViewName =>
  planViews.find((view) => view === text) ?? 'plan';
