import { write, writeSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** Where log lines go without anybody waiting for them. */
export interface LogOutput {
  /** Takes a line, with its line feed; it is written within `pause`, together with its neighbours. */
  write(line: string): void;
  /** Resolves when every line so far is written, or nobody reads any more; after `patience` milliseconds in any case. */
  flush(patience?: number): Promise<void>;
  /** Writes what is waiting before it returns: for the last line of a process. The logger calls it after a fatal line. */
  flushSync(): void;
}

/** Milliseconds that lines wait for others: one call of the system for all of them. */
const pause = 100;
/** Letters that are written at once, without waiting for more. */
const batch = 16 * 1024;
/** Letters that wait at most, where whoever reads them is slower than they come. */
const most = 1024 * 1024;
/** Milliseconds before the next try, where the reader's buffer is full. */
const retry = 20;
/** Tries of `flushSync`: a reader that has stopped must not hold up the end of the process. */
const tries = 50;

const isFull = (error: unknown): boolean =>
  error instanceof Error && /^(EAGAIN|EBUSY)$/.test(String(Reflect.get(error, 'code')));

const sleep = (milliseconds: number): void =>
  void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);

const droppedLine = (count: number): string =>
  `${JSON.stringify({ level: 'warn', time: new Date().toISOString(), dropped: count, msg: 'log lines dropped: they are read too slowly' })}\n`;

/**
 * Log lines to a file descriptor, gathered and written in the background. Pino's own buffer does not fit: its
 * `flushSync`, which a fatal line and the end of the process call, tries for ever where the reader has gone
 * (sonic-boom 4.2.1), and `npm start | head` could not end. Here a reader that has gone ends the output and nothing else.
 */
export const openLogOutput = (descriptor: number): LogOutput => {
  let waiting = '';
  /** Given to the system and not taken by it yet. */
  let rest: Buffer = Buffer.alloc(0);
  /** The system is being asked this moment: nobody else can know how much of `rest` it has taken. */
  let asking = false;
  let sending: Promise<void> | null = null;
  let timer: NodeJS.Timeout | null = null;
  const reader = { gone: false };
  let dropped = 0;

  const take = (): Buffer => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const text = dropped === 0 ? waiting : waiting + droppedLine(dropped);
    waiting = '';
    dropped = 0;
    return Buffer.from(text);
  };
  /** Whether it is worth another try. */
  const note = (error: unknown): boolean => {
    reader.gone ||= !isFull(error);
    return !reader.gone;
  };

  const writeSome = (): Promise<void> =>
    new Promise((resolve) => {
      asking = true;
      write(descriptor, rest, (error, written) => {
        asking = false;
        rest = rest.subarray(written ?? 0);
        if (error !== null && note(error)) setTimeout(resolve, retry);
        else resolve();
      });
    });

  const sendAll = async (): Promise<void> => {
    for (rest = take(); rest.length > 0 && !reader.gone; rest = take()) {
      while (rest.length > 0 && !reader.gone) await writeSome();
    }
    sending = null;
  };

  const send = (): Promise<void> => {
    sending ??= waiting === '' ? null : sendAll();
    return sending ?? Promise.resolve();
  };

  return {
    write(line) {
      if (reader.gone) return;
      if (waiting.length + line.length > most) {
        dropped += 1;
        return;
      }
      waiting += line;
      if (sending !== null) return;
      if (waiting.length >= batch) void send();
      // It keeps no process alive: what waits at the end, `flushSync` writes.
      else timer ??= setTimeout(() => void send(), pause).unref();
    },

    async flush(patience = 2000) {
      const enough = new AbortController();
      const late = delay(patience, undefined, { signal: enough.signal }).catch(() => undefined);
      await Promise.race([send(), late]);
      enough.abort();
    },

    flushSync() {
      let bytes = asking ? take() : Buffer.concat([rest, take()]);
      if (!asking) rest = Buffer.alloc(0);
      for (let left = tries; bytes.length > 0 && left > 0 && !reader.gone; left -= 1) {
        try {
          bytes = bytes.subarray(writeSync(descriptor, bytes));
        } catch (error) {
          if (note(error)) sleep(retry);
        }
      }
    },
  };
};

let standard: LogOutput | null = null;

/** The standard output of this process, one for all that logs in it. */
export const standardOutput = (): LogOutput => {
  if (standard === null) {
    const output = openLogOutput(1);
    process.once('exit', () => output.flushSync());
    standard = output;
  }
  return standard;
};
