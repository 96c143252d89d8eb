import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Another process works in the directory. `message` is for people. */
export class DataDirectoryHeld extends Error {
  override name = 'DataDirectoryHeld';
}

export interface DataDirectory {
  /** Where the embedded database has its files. */
  database: string;
  /** A secret of this installation, made at the first start. */
  sessionSecret(): Promise<string>;
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
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`;
  const inside = join(directory, 'lock.sock');
  return Buffer.byteLength(inside) <= longestPath ? inside : join(tmpdir(), `${name}.sock`);
};

const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;

const listen = (path: string): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.end());
    server.once('error', reject);
    server.listen(path, () => resolve(server));
  });

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
  release(): Promise<void>;
}

const close = (server: Server): Promise<void> => new Promise((resolve) => server.close(() => resolve()));

/**
 * Puts a new socket in the place of a dead one. The new one listens under a name of its own before it is moved there,
 * so that the place is never empty and the loser of a race, closing, removes only its own name.
 */
const replace = async (path: string): Promise<Lock | null> => {
  const own = path.replace(/\.sock$/, `-${process.pid.toString(36)}${randomBytes(2).toString('hex')}.sock`);
  const server = await listen(own);
  const mine = await stat(own);
  const isMine = async () => (await stat(path).catch(() => null))?.ino === mine.ino;
  if (!(await answers(path))) {
    await rename(own, path);
    // Whoever found the dead lock at the same moment moves theirs here too: the last one counts.
    await delay(settle);
    if (await isMine()) {
      server.unref();
      return {
        release: async () => {
          if (await isMine()) await rm(path, { force: true });
          await close(server);
        },
      };
    }
  }
  await close(server);
  return null;
};

const take = async (path: string): Promise<Lock | null> => {
  try {
    const server = await listen(path);
    server.unref();
    return { release: () => close(server) };
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

/**
 * Opens the directory for this process alone, making it where it is missing. Throws DataDirectoryHeld where another
 * process has it: the embedded database itself takes no lock, and two in one directory would destroy it.
 */
export const openDataDirectory = async (directory: string): Promise<DataDirectory> => {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const path = lockPath(await realpath(directory));
  const lock = await take(path);
  if (lock === null)
    throw new DataDirectoryHeld(
      `Another Appointment Viewer is running on ${directory}: stop it, or set DATA_DIR to another directory.`,
    );
  return {
    database: join(directory, 'database'),
    sessionSecret: () => readSecret(join(directory, 'session-secret')),
    release: () => lock.release(),
  };
};
