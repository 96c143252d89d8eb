import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A directory that is removed by `remove`, at the latest when this process exits. */
export const temporaryDirectory = async () => {
  const path = await mkdtemp(join(tmpdir(), 'appointment-viewer-'));
  const remove = () => {
    process.off('exit', remove);
    rmSync(path, { recursive: true, force: true });
  };
  process.once('exit', remove);
  return { path, remove };
};
