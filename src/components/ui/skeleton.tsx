/**
 * A bar in the place of text that is still loading; its size comes from the classes. Its transparent border is visible
 * with forced colors.
 */
export function Bar({ className }: { className: string }) {
  return (
    <span
      aria-hidden="true"
      className={`block animate-pulse rounded border border-transparent bg-border-soft motion-reduce:animate-none ${className}`}
    />
  );
}
