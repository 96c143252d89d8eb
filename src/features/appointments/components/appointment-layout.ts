/** The layout of the page, shared with its skeleton. The order of the document is the order on the screen. */

/**
 * One column on a narrow screen, two on a wide one. On paper the side column comes first, so that the plan has the whole
 * width of every sheet.
 */
export const pageColumns =
  'grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1fr)_21.25rem] lg:gap-x-5 print:flex print:flex-col print:items-stretch print:gap-2';
export const mainColumn = 'min-w-0 space-y-4 print:space-y-2';
export const sideColumn = `${mainColumn} print:order-first print:grid print:grid-cols-[1fr_1fr] print:items-start print:gap-2 print:*:m-0`;

/** Title and facts at the start, actions at the end or, on a narrow screen, below. */
export const headerColumns = 'mt-2 flex flex-col gap-x-5 gap-y-3 lg:flex-row lg:items-start';
export const headingText = 'text-xl leading-tight font-bold tracking-tight sm:text-[1.625rem]';
export const factsText = 'mt-1.5 text-sm text-foreground-muted';
export const actionsRow = 'flex flex-wrap gap-2 lg:ms-auto lg:shrink-0 print:hidden';

/** The summary card: who, treatments, doctor, room. */
export const summaryColumns =
  'mb-4.5 grid grid-cols-2 print:mb-2 print:grid-cols-[1.5fr_1.25fr_1.15fr_0.9fr] lg:grid-cols-[1.5fr_1.25fr_1.15fr_0.9fr] *:min-w-0 *:border-border-soft *:px-3.5 *:py-2.5 lg:*:px-card lg:*:py-3.5 print:*:py-1.5';
export const summaryCells = {
  customer: 'max-sm:col-span-2',
  treatments: 'max-sm:col-span-2 max-sm:border-t sm:border-s',
  doctor: 'max-lg:border-t lg:border-s print:border-s print:border-t-0',
  room: 'border-s max-lg:border-t print:border-t-0',
} as const;

/**
 * Hidden when only the list of supplies is printed. Print rules elsewhere are `print:` classes on the elements they
 * concern; the page's base size is in index.css.
 */
export const hiddenOnSupplyList = 'group-data-[paper=list]/page:print:hidden';
