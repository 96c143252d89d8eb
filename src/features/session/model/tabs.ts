/** What the tabs of one sign-in tell each other: nothing of any patient. */
type TabMessage =
  /** Somebody did something; the sign-in lasts until then, in milliseconds since 1970. */
  | { kind: 'alive'; until: number }
  /** The sign-in is over, for every tab. */
  | { kind: 'signed-out' };

const isTabMessage = (value: unknown): value is TabMessage =>
  typeof value === 'object' &&
  value !== null &&
  'kind' in value &&
  (value.kind === 'signed-out' ||
    (value.kind === 'alive' && 'until' in value && typeof value.until === 'number'));

const channelName = 'sign-in';

/** A channel is heard by its own tab, too: this tells which messages are one's own. */
const self = Math.random().toString(36).slice(2);

/** Tells the other tabs, never this one; a browser without channels has tabs that find out with their next request. */
export const tellTabs = (message: TabMessage): void => {
  if (typeof BroadcastChannel === 'undefined') return;
  const channel = new BroadcastChannel(channelName);
  channel.postMessage({ ...message, from: self });
  channel.close();
};

/** Hears what other tabs tell, until the returned function is called. */
export const listenToTabs = (hear: (message: TabMessage) => void): (() => void) => {
  if (typeof BroadcastChannel === 'undefined') return () => undefined;
  const channel = new BroadcastChannel(channelName);
  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (isTabMessage(data) && !('from' in data && data.from === self)) hear(data);
  });
  return () => channel.close();
};
