/** Whether the service can do something, as far as its responses have shown. */
export interface Capability {
  isUnsupported(): boolean;
  markUnsupported(): void;
}

/** After this time it is tried again: the service may have been updated. */
const memoryMs = 10 * 60_000;

/** `now` is in milliseconds since 1970. */
export const createCapability = (now: () => number = Date.now): Capability => {
  let unsupportedUntil = 0;
  return {
    isUnsupported: () => now() < unsupportedUntil,
    markUnsupported: () => void (unsupportedUntil = now() + memoryMs),
  };
};
