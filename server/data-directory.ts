import { createHash, randomBytes } from 'node:crypto';
import { openSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Another process uses the data directory. `message` is shown to the user. */
export class DataDirectoryInUseError extends Error {
  override name = 'DataDirectoryInUseError';
}

export interface DataDirectory {
  /** The directory of the embedded database. */
  database: string;
  /** A secret of this installation, created at the first start. */
  sessionSecret(): Promise<string>;
  /**
   * Sets the listener of requests on the socket of the lock, which only this user can open; 503 until then. A plain
   * server, because Fastify accepts no routes once it listens, and the lock is taken before there is a database. It keeps
   * the event loop running: when nothing else did, Node would wait until V8 had optimized PGlite before the first
   * statement.
   */
  onAdminRequest(listener: RequestListener): void;
  /** Closes the admin server, which lets another process use the directory. */
  release(): Promise<void>;
}

const onWindows = process.platform === 'win32';

const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;

/** A socket's path may have 103 bytes on macOS and 107 on Linux. The rest is for the number. */
const maxPathBytes = 95;

/** The paths of the sockets of one data directory: `lock.sock`, `lock-1.sock` and so on. */
interface SocketPlace {
  pathOf: (number: number) => string;
  /** The numbers of the existing sockets of running and killed processes. */
  list: () => Promise<number[]>;
}

/**
 * The folder of the sockets and the start of their names. A path that is too long for a socket is shortened by a file
 * descriptor of the directory, which Linux shows as a link and which stays open with the process. Elsewhere the socket
 * is in the directory for temporary files, which must then be the same for all processes.
 */
const socketFolder = (directory: string, unique: string): [folder: string, prefix: string] => {
  if (Buffer.byteLength(join(directory, 'lock.sock')) <= maxPathBytes) return [directory, 'lock'];
  if (process.platform !== 'linux') return [tmpdir(), unique];
  return [`/proc/self/fd/${openSync(directory, 'r')}`, 'lock'];
};

const socketPlace = async (directory: string): Promise<SocketPlace> => {
  const real = await realpath(directory);
  const unique = `appointment-viewer-${createHash('sha256').update(real).digest('hex').slice(0, 24)}`;
  // A Windows pipe is removed when its process ends, so one name is enough.
  if (onWindows) return { pathOf: () => `\\\\.\\pipe\\${unique}`, list: () => Promise.resolve([]) };
  const [folder, prefix] = socketFolder(real, unique);
  const pattern = new RegExp(`^${prefix}(?:-(\\d+))?\\.sock$`);
  return {
    pathOf: (number) => join(folder, number === 0 ? `${prefix}.sock` : `${prefix}-${number}.sock`),
    list: async () =>
      (await readdir(folder)).flatMap((name) => {
        const match = pattern.exec(name);
        return match === null ? [] : [Number(match[1] ?? 0)];
      }),
  };
};

const isAlive = (path: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    // Any other error, such as EACCES for the socket of another user, may come from a running process.
    socket.once('error', (error) => resolve(!['ECONNREFUSED', 'ENOENT'].includes(String(codeOf(error)))));
  });

const findAlive = async (paths: readonly string[]): Promise<string | null> => {
  const alive = await Promise.all(paths.map(isAlive));
  return paths.find((_, index) => alive[index]) ?? null;
};

/** Listens on a socket; null if the path exists. */
const listen = async (path: string): Promise<Server | null> => {
  const server = createServer({ requestTimeout: 5_000, headersTimeout: 5_000 });
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(path, resolve);
    });
  } catch (error) {
    if (codeOf(error) === 'EADDRINUSE') return null;
    throw error;
  }
  if (!onWindows) await chmod(path, 0o600);
  return server;
};

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

/**
 * Takes the lock of a directory; null if another process has it. The lock is a socket that accepts connections: the
 * system closes it whenever its process ends, but the file may remain.
 *
 * The file of a killed process is not replaced, because two processes could replace it one after the other. Instead a
 * process listens on the next number, which only one process can do. It then checks for other live sockets and releases
 * its own if there is one. Of two processes, the later check finds the other socket, so they never both get the lock.
 */
const acquire = async ({ pathOf, list }: SocketPlace): Promise<Server | null> => {
  const found = await list();
  if ((await findAlive(found.map(pathOf))) !== null) return null;
  const own = pathOf(Math.max(-1, ...found) + 1);
  const server = await listen(own);
  if (server === null) return null;
  const others = (await list()).map(pathOf).filter((path) => path !== own);
  if ((await findAlive(others)) !== null) {
    await close(server);
    return null;
  }
  await Promise.all(found.map((number) => rm(pathOf(number), { force: true })));
  return server;
};

const unavailable: RequestListener = (_, response) => void response.writeHead(503).end();

/** Reads the secret in the file at `path`, which is created if it does not exist. */
const readSecret = async (path: string): Promise<string> => {
  const created = randomBytes(48).toString('base64url');
  try {
    await writeFile(path, `${created}\n`, { flag: 'wx', mode: 0o600 });
    return created;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
  const secret = (await readFile(path, 'utf8')).trim();
  if (secret.length < 32)
    throw new Error(`${path} contains no secret: delete it, and all users sign in again.`);
  return secret;
};

/** The path of the admin socket of the process that uses the directory; null if there is none. */
export const findAdminSocket = async (directory: string): Promise<string | null> => {
  const { pathOf, list } = await socketPlace(directory);
  return findAlive((await list()).map(pathOf));
};

/**
 * Opens the directory for this process only, creating it if it does not exist. Throws DataDirectoryInUseError if
 * another process uses it: PGlite takes no lock itself, and two processes in one directory would destroy the database.
 */
export const openDataDirectory = async (directory: string): Promise<DataDirectory> => {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const admin = await acquire(await socketPlace(directory));
  if (admin === null)
    throw new DataDirectoryInUseError(
      `Another Appointment Viewer is running on ${directory}: stop it, or set DATA_DIR to another directory.`,
    );
  admin.on('request', unavailable);
  return {
    database: join(directory, 'database'),
    sessionSecret: () => readSecret(join(directory, 'session-secret')),
    onAdminRequest: (listener) => void admin.off('request', unavailable).on('request', listener),
    release: () => close(admin),
  };
};
