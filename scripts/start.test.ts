import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

/** `npm start` as a person has it: a process of its own, real signals, files and ports. */

const root = resolve(fileURLToPath(import.meta.url), '../..');

/** Milliseconds any one wait may take; a first start may have to build and make its data. */
const patience = 60_000;

let parent: string;
const running = new Set<Run>();
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'appointment-viewer-start-'));
});
afterAll(async () => {
  await Promise.all([...running].map((run) => run.kill('SIGKILL')));
  await rm(parent, { recursive: true, force: true });
});

interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
}

class Run {
  out = '';
  err = '';
  readonly ended: Promise<Ended>;
  readonly #child: ChildProcess;

  constructor(script: string, env: Record<string, string>) {
    // Of this process's environment only what any program needs: nothing of the tests' settings.
    const { PATH, HOME } = process.env;
    const child = spawn(process.execPath, [join(root, 'scripts', script)], {
      cwd: root,
      env: { PATH, HOME, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    running.add(this);
    child.stdout.setEncoding('utf8').on('data', (text: string) => (this.out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (this.err += text));
    // "close": when all it said has arrived, too.
    this.ended = new Promise((end) =>
      child.once('close', (code, signal) => {
        running.delete(this);
        end({ code, signal });
      }),
    );
  }

  kill(signal: NodeJS.Signals): Promise<Ended> {
    this.#child.kill(signal);
    return this.ended;
  }

  /** As `head` does when it has enough. */
  stopReading(): void {
    this.#child.stdout?.destroy();
  }

  /** Waits until it has said `pattern` on its standard output; throws where it ends before. */
  async says(pattern: RegExp): Promise<void> {
    let over = false;
    void this.ended.then(() => (over = true));
    await vi.waitUntil(() => over || pattern.test(this.out), { timeout: patience, interval: 20 });
    if (!pattern.test(this.out)) throw new Error(`It ended without a word of ${pattern}:\n${this.err}`);
  }

  /** The address it told. */
  get address(): string {
    return /^ {2}Open +(\S+)$/m.exec(this.out)?.[1] ?? '';
  }
}

const dataDirectory = () => join(parent, 'data');
const start = (env: Record<string, string>) => new Run('start.mjs', { DATA_DIR: dataDirectory(), ...env });
const started = async (env: Record<string, string>): Promise<Run> => {
  const run = start(env);
  await run.says(/Appointment Viewer is running[\s\S]*\n {2}Data .*\n/);
  return run;
};
const get = async (url: string, headers: Record<string, string> = {}) => {
  const answer = await fetch(url, { headers });
  return { status: answer.status, text: await answer.text() };
};

describe('npm start', { timeout: 2 * patience }, () => {
  let server: Run;
  let port: string;
  let appointment: () => ReturnType<typeof get>;
  let recorded: Awaited<ReturnType<typeof get>>;

  beforeAll(async () => {
    server = await started({ PORT: '0' });
    port = new URL(server.address).port;
  }, 2 * patience);

  test('says where it is, an appointment to open, and how to sign in', () => {
    expect(server.address).toMatch(/^http:\/\/localhost:\d+$/);
    expect(server.out).toMatch(
      new RegExp(`^  An appointment +${server.address}/appointments/42\\?tenant=1$`, 'm'),
    );
    expect(server.out).toMatch(
      /^ {2}Sign in as +with the password "appointments"\n {4}\S+@example\.com {2}/m,
    );
    expect(server.out).toContain(`  Data              ${dataDirectory()}\n`);
  });

  test('is up and ready', async () => {
    expect(await get(`${server.address}/healthz`)).toEqual({ status: 200, text: '{"status":"ok"}' });
    expect((await get(`${server.address}/readyz`)).status).toBe(200);
  });

  test('serves the built page as its reader chose it, with files that are there', async () => {
    const page = await get(`${server.address}/appointments/42`, { cookie: 'language=tr; scheme=dark' });
    expect(page.text).toContain('<html lang="tr" data-scheme="dark" dir="ltr">');
    const script = /href="(\/assets\/[^"]+\.js)"/.exec(page.text)?.[1];
    expect((await get(`${server.address}${script}`)).status).toBe(200);
  });

  test('answers the documented curl, with a token that an account can get', async () => {
    const token = new Run('token.mjs', { DATA_DIR: dataDirectory(), PORT: port });
    expect({ ...(await token.ended), err: token.err }).toEqual({ code: 0, signal: null, err: '' });
    const headers = { authorization: `Bearer ${token.out.trim()}`, 'x-tenant': '1' };
    appointment = () => get(`${server.address}/api/v1/appointments/42`, headers);
    recorded = await appointment();
    expect(recorded.status).toBe(200);
    expect(JSON.parse(recorded.text)).toMatchObject({ success: 'true', data: { id: 42 } });
  });

  test('is refused on a directory that is in use, in one line', async () => {
    const second = start({ PORT: '0' });
    expect(await second.ended).toEqual({ code: 1, signal: null });
    expect(second.err).toBe(
      `Another Appointment Viewer is running on ${dataDirectory()}: stop it, or set DATA_DIR to another directory.\n`,
    );
    expect((await appointment()).status).toBe(200);
  });

  test('is refused on a port that is in use, in one line', async () => {
    const second = start({ PORT: port, DATA_DIR: join(parent, 'other') });
    expect(await second.ended).toEqual({ code: 1, signal: null });
    expect(second.err).toBe(`Port ${port} is in use: stop what uses it, or set PORT to another.\n`);
  });

  test('stops on a bad environment with a line for each variable, and none of their values', async () => {
    const bad = start({ PORT: 'canary', CURRENCY: 'canary', FLEXTELL_URL: 'http://canary.example' });
    expect(await bad.ended).toEqual({ code: 1, signal: null });
    expect(bad.out).not.toContain('running');
    expect(bad.err).not.toContain('canary');
    const named = bad.err.trimEnd().split('\n');
    expect(named.map((line) => line.split(' ')[0])).toEqual([
      'PORT',
      'FLEXTELL_URL',
      'CURRENCY',
      'FLEXTELL_CLIENT_ID',
      'FLEXTELL_CLIENT_SECRET',
    ]);
  });

  test.each([
    ['SIGTERM', { code: 0, signal: null }],
    ['SIGINT', { code: 0, signal: null }],
    ['SIGKILL', { code: null, signal: 'SIGKILL' }],
  ] as const)('after %s the port is free, and the next start has everything', async (signal, end) => {
    expect(await server.kill(signal)).toEqual(end);
    await expect(get(`${server.address}/healthz`)).rejects.toThrow('fetch failed');
    server = await started({ PORT: port });
    // Tokens, records and the secret are those of before: nobody signs in anew, nothing is made twice.
    expect(await appointment()).toEqual(recorded);
    expect(server.err).toBe('');
  });

  test('at its end every request has its line in the log', async () => {
    const before = server.out.length;
    const asked = Array.from({ length: 50 }, () => get(`${server.address}/healthz`));
    await Promise.all(asked);
    expect(await server.kill('SIGTERM')).toEqual({ code: 0, signal: null });
    expect(server.out.slice(before).match(/"route":"\/healthz"/g)).toHaveLength(50);
  });

  test('whoever read what it says may go: it answers on, and ends as it is told', async () => {
    server = await started({ PORT: port });
    server.stopReading();
    for (let nth = 0; nth < 300; nth += 1) await get(`${server.address}/healthz`);
    expect((await appointment()).status).toBe(200);
    expect(await server.kill('SIGTERM')).toEqual({ code: 0, signal: null });
  });
});
