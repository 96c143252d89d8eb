// A reverse proxy over several instances. As nginx does, it repeats a GET on the next instance when one does not respond.
import { Agent, createServer, request as send } from 'node:http';
import { listen } from '../serving.mjs';

/** @param {readonly string[]} origins */
export const startReverseProxy = async (origins) => {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  let next = 0;
  const site = await listen(
    createServer({ keepAliveTimeout: 120_000 }, (request, response) => {
      /** @type {Uint8Array[]} */
      const body = [];
      request.on('data', (chunk) => void body.push(chunk));
      request.on('end', () => {
        /** @param {number} attempt */
        const forward = (attempt) => {
          const origin = origins[(next += 1) % origins.length] ?? '';
          const options = { agent, method: request.method, headers: request.headers };
          const forwarded = send(new URL(request.url ?? '/', origin), options, (received) => {
            response.writeHead(received.statusCode ?? 502, received.headers);
            received.on('error', () => response.destroy());
            received.pipe(response);
          });
          forwarded.on('error', () => {
            if (response.headersSent) response.destroy();
            else if (request.method === 'GET' && attempt < origins.length) forward(attempt + 1);
            else response.writeHead(502).end();
          });
          forwarded.end(Buffer.concat(body));
        };
        forward(1);
      });
    }),
  );
  return {
    origin: site.origin,
    close: async () => {
      agent.destroy();
      await site.close();
    },
  };
};
