import { createContext, type ReactNode, useContext, useState } from 'react';

/** What the tabs of one session send each other; no patient data. */
type SessionMessage =
  /** The user was active: the session expires then, in milliseconds since 1970. */
  | { kind: 'extended'; expiresAt: number }
  /** The session has ended, for every tab. */
  | { kind: 'signed-out' };

const isSessionMessage = (value: unknown): value is SessionMessage =>
  typeof value === 'object' &&
  value !== null &&
  'kind' in value &&
  (value.kind === 'signed-out' ||
    (value.kind === 'extended' && 'expiresAt' in value && typeof value.expiresAt === 'number'));

const channelName = 'session';

interface SessionChannel {
  /** Sends to the other tabs, never to this one. */
  broadcast: (message: SessionMessage) => void;
  /** Calls `listener` with each message of another tab. Returns how to stop. */
  subscribe: (listener: (message: SessionMessage) => void) => () => void;
}

/** Null where the browser has none or denies it: the other tabs then learn of a change from their next request. */
const openChannel = (): BroadcastChannel | null => {
  try {
    return new BroadcastChannel(channelName);
  } catch {
    return null;
  }
};

const createSessionChannel = (): SessionChannel => {
  // A tab receives what it sends through another BroadcastChannel object.
  const tabId = Math.random().toString(36).slice(2);
  return {
    broadcast: (message) => {
      const channel = openChannel();
      channel?.postMessage({ ...message, from: tabId });
      channel?.close();
    },
    subscribe: (listener) => {
      const channel = openChannel();
      channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        if (isSessionMessage(data) && !('from' in data && data.from === tabId)) listener(data);
      });
      return () => channel?.close();
    },
  };
};

const SessionChannelContext = createContext<SessionChannel | null>(null);

export function SessionChannelProvider({ children }: { children: ReactNode }) {
  const [channel] = useState(createSessionChannel);
  return <SessionChannelContext value={channel}>{children}</SessionChannelContext>;
}

export const useSessionChannel = (): SessionChannel => {
  const channel = useContext(SessionChannelContext);
  if (!channel) throw new Error('useSessionChannel is used outside a SessionChannelProvider.');
  return channel;
};
