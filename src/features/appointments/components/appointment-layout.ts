/**
 * The layout of the page, shared with its skeleton. One column in reading order on a narrow screen; on a wide screen and
 * on paper the customer, team and related appointments stand in a second column. Its flexible last row takes the extra
 * height of the main column, so that the side stays dense.
 */
export const pageGrid =
  'grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1fr)_21.25rem] lg:grid-rows-[auto_auto_auto_1fr] lg:gap-x-5 print:grid-cols-[minmax(0,1fr)_20rem] print:grid-rows-[auto_auto_auto_1fr] print:gap-x-4';
export const mainColumn =
  'min-w-0 space-y-4 lg:col-start-1 lg:row-span-4 lg:row-start-1 print:col-start-1 print:row-span-4 print:row-start-1';
const side = 'min-w-0 lg:col-start-2 print:col-start-2';
export const sideFirst = `${side} lg:row-start-1 print:row-start-1`;
export const sideNext = `${side} lg:row-start-2 print:row-start-2`;
export const sideLast = `${side} lg:row-start-3 print:row-start-3`;

/**
 * Hidden when the list of supplies is printed: that paper lies about in the room and must not identify the patient.
 * Print rules elsewhere are `print:` classes on the elements they concern; the page's base size is in index.css.
 */
export const hiddenOnSupplyList = 'group-data-[view=prepare]/page:print:hidden';
