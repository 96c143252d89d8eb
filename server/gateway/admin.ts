import type { RequestListener } from 'node:http';
import type { Pool } from 'pg';
import { handleExport } from './access-log/export.ts';

/** The path that responds with the client secret of the demonstration service, for `appointment-viewer token`. */
export const clientSecretPath = '/client-secret';

/** Requests on the admin socket, which only the user of this process can open. */
export const handleAdminRequest = (pool: Pool, clientSecret: string): RequestListener => {
  const sendExport = handleExport(pool);
  return (request, response) => {
    if (request.method === 'GET' && request.url === clientSecretPath) response.end(clientSecret);
    else sendExport(request, response);
  };
};
