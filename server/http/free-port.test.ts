import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { demandFreePort, freePort } from './free-port.mjs';

test('a free port can be listened at; then it is free no longer', async () => {
  const port = await freePort();
  await demandFreePort('127.0.0.1', port);
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  await expect(demandFreePort('127.0.0.1', port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
  server.close();
});

test('where nobody can listen, the system says why', async () => {
  // From the range for documentation: no interface of this machine has it.
  await expect(freePort('192.0.2.1')).rejects.toMatchObject({ code: 'EADDRNOTAVAIL' });
});
