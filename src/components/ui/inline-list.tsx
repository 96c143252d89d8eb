import { Children, Fragment, type ReactNode } from 'react';

/** Inline items with a dot between them. Items that render nothing are left out. */
export function DotSeparated({ children }: { children: ReactNode }) {
  return Children.toArray(children).map((item, index) => (
    // The items of a list are never reordered.
    // oxlint-disable-next-line react/no-array-index-key
    <Fragment key={index}>
      {index > 0 && (
        <>
          {'\u00a0'}
          <span aria-hidden="true" className="text-caption text-foreground-subtle">
            ·
          </span>{' '}
        </>
      )}
      {/* React can update text in its own element even after the browser has translated the page. */}
      <span>{item}</span>
    </Fragment>
  ));
}

/**
 * `<li>` items in lines, with a dot between two of the same line. Each item has its dot before it; that of the first
 * item of a line lies outside the box and is clipped. It is text, because backgrounds are missing on paper and with forced
 * colors, and not read by screen readers.
 */
export function InlineList({ className = '', children }: { className?: string; children: ReactNode }) {
  return (
    <div className="overflow-x-clip">
      <ul
        className={`-ms-4 flex flex-wrap items-center gap-y-1 *:relative *:flex *:items-center *:ps-4 *:before:absolute *:before:start-1.5 *:before:text-foreground-subtle *:before:content-['·'_/_''] ${className}`}
      >
        {children}
      </ul>
    </div>
  );
}
