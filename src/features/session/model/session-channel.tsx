import { createContext, type ReactNode, useContext, useState } from 'react';

/** The messages between the tabs of a session. They contain no patient data. */
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
  /** Calls `listener` with each message of another tab. Returns a function that unsubscribes. */
  subscribe: (listener: (message: SessionMessage) => void) => () => void;
}

/** Null if the browser does not support or allow it. Other tabs then notice a change with their next request. */
const openChannel = (): BroadcastChannel | null => {
  try {
    return new BroadcastChannel(channelName);
  } catch {
    return null;
  }
};

const createSessionChannel = (): SessionChannel => {
  // A tab also receives the messages of its other BroadcastChannel objects.
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
