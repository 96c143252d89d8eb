import { createHash, randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Answerer, answerOn } from './lock-talk.ts';

/** Another process works in the directory. `message` is for people. */
export class DataDirectoryHeld extends Error {
  override name = 'DataDirectoryHeld';
}

export interface DataDirectory {
  /** Where the embedded database has its files. */
  database: string;
  /** A secret of this installation, made at the first start. */
  sessionSecret(): Promise<string>;
  /** Answers what other processes of the same user ask over the lock, from now on. */
  answer(answerer: Answerer): void;
  /** Lets another process in. */
  release(): Promise<void>;
}

/** Bytes the lock's path may have: a socket's may have 103 on macOS, 107 on Linux, and a new one has a longer name. */
const longestPath = 85;

/**
 * The lock is a socket, since the system lets go of it however its holder dies: no pid to go stale, nothing to clean
 * up by hand. Its file may outlive the holder; whether anybody answers is what counts.
 */
const lockPath = (directory: string): string => {
  const name = `appointment-viewer-${createHash('sha256').update(directory).digest('hex').slice(0, 24)}`;
  if (onWindows) return `\\\\.\\pipe\\${name}`;
  const inside = join(directory, 'lock.sock');
  return Buffer.byteLength(inside) <= longestPath ? inside : join(tmpdir(), `${name}.sock`);
};

const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;

/** A lock that is held: its server, and whom it is talking to. */
interface Held {
  server: Server;
  sockets: Set<Socket>;
  answerer: Answerer | null;
}

const onWindows = process.platform === 'win32';

const listen = async (path: string): Promise<Held> => {
  const held: Held = { server: createServer(), sockets: new Set(), answerer: null };
  held.server.on('connection', (socket) => {
    held.sockets.add(socket);
    socket.once('close', () => held.sockets.delete(socket));
    if (held.answerer !== null) return answerOn(socket, held.answerer);
    socket.on('error', () => socket.destroy()).end();
  });
  await new Promise<void>((resolve, reject) => {
    held.server.once('error', reject);
    held.server.listen(path, resolve);
  });
  // Nobody else's process talks to it, wherever it is. A pipe of Windows has no mode: it answers nothing.
  if (!onWindows) await chmod(path, 0o600);
  return held;
};

const answers = (path: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

/** Milliseconds after which two that replaced the same dead lock know which of them has it. */
const settle = 100;

interface Lock {
  held: Held;
  release(): Promise<void>;
}

const close = ({ server, sockets }: Held): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    for (const socket of sockets) socket.destroy();
  });

/**
 * Puts a new socket in the place of a dead one. The new one listens under a name of its own before it is moved there,
 * so that the place is never empty and the loser of a race, closing, removes only its own name.
 */
const replace = async (path: string): Promise<Lock | null> => {
  const own = path.replace(/\.sock$/, `-${process.pid.toString(36)}${randomBytes(2).toString('hex')}.sock`);
  const held = await listen(own);
  const mine = await stat(own);
  const isMine = async () => (await stat(path).catch(() => null))?.ino === mine.ino;
  if (!(await answers(path))) {
    await rename(own, path);
    // Whoever found the dead lock at the same moment moves theirs here too: the last one counts.
    await delay(settle);
    if (await isMine()) {
      held.server.unref();
      return {
        held,
        release: async () => {
          if (await isMine()) await rm(path, { force: true });
          await close(held);
        },
      };
    }
  }
  await close(held);
  return null;
};

const take = async (path: string): Promise<Lock | null> => {
  try {
    const held = await listen(path);
    held.server.unref();
    return { held, release: () => close(held) };
  } catch (error) {
    if (codeOf(error) !== 'EADDRINUSE') throw error;
  }
  return (await answers(path)) ? null : replace(path);
};

const readSecret = async (path: string): Promise<string> => {
  const made = randomBytes(48).toString('base64url');
  try {
    await writeFile(path, `${made}\n`, { flag: 'wx', mode: 0o600 });
    return made;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
  const kept = (await readFile(path, 'utf8')).trim();
  if (kept.length < 32) throw new Error(`${path} holds no secret: remove it, and everybody signs in again.`);
  return kept;
};

/** Where the lock of a directory is: the holder can be asked there. */
export const lockOf = async (directory: string): Promise<string> => lockPath(await realpath(directory));

/**
 * Opens the directory for this process alone, making it where it is missing. Throws DataDirectoryHeld where another
 * process has it: the embedded database itself takes no lock, and two in one directory would destroy it.
 */
export const openDataDirectory = async (directory: string): Promise<DataDirectory> => {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const path = await lockOf(directory);
  const lock = await take(path);
  if (lock === null)
    throw new DataDirectoryHeld(
      `Another Appointment Viewer is running on ${directory}: stop it, or set DATA_DIR to another directory.`,
    );
  return {
    database: join(directory, 'database'),
    sessionSecret: () => readSecret(join(directory, 'session-secret')),
    answer(answerer) {
      if (!onWindows) lock.held.answerer = answerer;
    },
    release: () => lock.release(),
  };
};
