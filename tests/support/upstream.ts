import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/**
 * A stand-in for the service that implements the documented protocol over HTTP: an authorization server that approves
 * immediately and rotates its tokens, and the endpoints with given payloads. It can simulate failures of the service.
 */
export interface Upstream {
  origin: string;
  /** All requests that were received, in order. */
  requests: UpstreamRequest[];
  /** The paths of the requests that were aborted before their response. */
  aborted: string[];
  /** All tokens, codes and cookies that were issued. They must never leave the gateway. */
  secrets: Set<string>;
  /** The number of requests to a path so far. */
  count(path: string): number;
  /** Simulates a failure for requests whose path starts with `path`, until it is called with null. */
  fail(path: string, failure: Failure | null): void;
  /** Expires all access tokens that were issued so far. */
  expireTokens(): void;
  /** Revokes all refresh tokens that were issued so far. */
  revokeSignIns(): void;
  close(): Promise<void>;
}

interface UpstreamRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  form: URLSearchParams;
}

type Failure =
  | { kind: 'status'; status: number; headers?: Record<string, string>; body?: unknown }
  /** Sends the normal response when `release` resolves. */
  | { kind: 'wait'; release: Promise<unknown> }
  | { kind: 'silence' }
  | { kind: 'reset' }
  /** Closes the connection after the response headers and half of the body. */
  | { kind: 'truncated' }
  | { kind: 'content-type'; type: string }
  /** A response of `bytes` bytes without complete JSON. */
  | { kind: 'endless'; bytes: number };

export interface UpstreamOptions {
  /** The body for an id in a clinic, or undefined for 404. */
  appointment?: (id: string, tenant: string) => unknown;
  /** The body for another path of the API, or undefined for 404. */
  list?: (path: string, query: URLSearchParams, tenant: string) => unknown;
  /** Remaining requests in `X-RateLimit-Remaining`; 59 by default. */
  remaining?: number;
  tenants?: readonly { id: number; name: string; timezone?: string | null }[];
  /** The lifetime of access tokens in seconds. */
  expiresIn?: number;
  /** The claims of the id_token; without them there is no id_token. */
  user?: { sub: string; name?: string };
  /** An access token that is valid without a sign-in. */
  token?: string;
  /** Redirects with `error=access_denied` instead of a code. */
  denies?: boolean;
}

const readForm = async (request: IncomingMessage): Promise<URLSearchParams> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
};

/** Starts the stand-in on a free port of this machine. */
export const startUpstream = async (options: UpstreamOptions = {}): Promise<Upstream> => {
  const {
    appointment = (id) => ({ success: 'true', data: { id: Number(id) } }),
    expiresIn = 3600,
    list,
    remaining = 59,
  } = options;
  const { tenants = [{ id: 1, name: 'One Clinic' }], user, token, denies = false } = options;
  const requests: UpstreamRequest[] = [];
  const aborted: string[] = [];
  const secrets = new Set<string>();
  const failures = new Map<string, Failure>();
  const codes = new Map<string, string>();
  const access = new Set(token === undefined ? [] : [token]);
  const refresh = new Set<string>();

  const secret = (): string => {
    const text = randomBytes(24).toString('base64url');
    secrets.add(text);
    return text;
  };
  /** Every response sets a cookie of the service, which the gateway must not forward. */
  const send = (
    response: ServerResponse,
    status: number,
    body: unknown,
    headers: Record<string, string> = {},
  ) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    response.writeHead(status, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
      'set-cookie': `upstream=${secret()}; Path=/`,
      'x-powered-by': 'canary',
      'x-ratelimit-limit': '60',
      'x-ratelimit-remaining': String(remaining),
      'x-ratelimit-reset': '1800000000',
      ...headers,
    });
    response.end(text);
  };
  const problem = (
    response: ServerResponse,
    status: number,
    error: string,
    headers?: Record<string, string>,
  ) => send(response, status, { error, message: `Upstream says ${error}.` }, headers);

  const grant = () => {
    const tokens = { access_token: secret(), refresh_token: secret() };
    access.add(tokens.access_token);
    refresh.add(tokens.refresh_token);
    const claims = user && Buffer.from(JSON.stringify(user)).toString('base64url');
    return {
      ...tokens,
      token_type: 'Bearer',
      expires_in: expiresIn,
      ...(claims !== undefined && { id_token: `e30.${claims}.${secret()}` }),
    };
  };

  const authorize = (query: URLSearchParams, response: ServerResponse) => {
    const back = new URL(query.get('redirect_uri') ?? '');
    const code = secret();
    codes.set(code, query.get('code_challenge') ?? '');
    if (denies) back.searchParams.set('error', 'access_denied');
    else back.searchParams.set('code', code);
    back.searchParams.set('state', query.get('state') ?? '');
    response.writeHead(302, { location: back.href }).end();
  };

  const issueTokens = (form: URLSearchParams, response: ServerResponse) => {
    const verifier = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const code = form.get('code') ?? '';
    const byCode = form.get('grant_type') === 'authorization_code' && codes.get(code) === verifier;
    codes.delete(code);
    // A refresh token can be used only once.
    const byRefresh =
      form.get('grant_type') === 'refresh_token' && refresh.delete(form.get('refresh_token') ?? '');
    return byCode || byRefresh ? send(response, 200, grant()) : problem(response, 400, 'invalid_grant');
  };

  const respondToApi = ({ path, query, headers }: UpstreamRequest, response: ServerResponse) => {
    const bearer = headers.authorization?.replace(/^Bearer /, '') ?? '';
    if (!access.has(bearer)) return problem(response, 401, 'unauthenticated');
    if (path === '/api/v1/account/tenants') return send(response, 200, { data: tenants });
    const tenant = String(headers['x-tenant'] ?? '');
    if (!/^\d+$/.test(tenant)) return problem(response, 422, 'validation_error');
    const id = /^\/api\/v1\/appointments\/(\d+)$/.exec(path)?.[1];
    const body = id === undefined ? list?.(path, query, tenant) : appointment(id, tenant);
    if (body === undefined) return problem(response, 404, 'not_found');
    return send(response, 200, body, { etag: '"one"' });
  };

  const respond = (request: UpstreamRequest, response: ServerResponse) => {
    if (request.path === '/oauth/authorize') return authorize(request.query, response);
    if (request.path === '/oauth/token') return issueTokens(request.form, response);
    if (request.path === '/oauth/revoke') {
      refresh.delete(request.form.get('token') ?? '');
      return send(response, 200, {});
    }
    return respondToApi(request, response);
  };

  const simulateFailure = async (failure: Failure, request: UpstreamRequest, response: ServerResponse) => {
    switch (failure.kind) {
      case 'status':
        return failure.body === undefined
          ? problem(response, failure.status, 'made_up', failure.headers)
          : send(response, failure.status, failure.body, failure.headers);
      case 'wait':
        await failure.release;
        return respond(request, response);
      case 'silence':
        return undefined;
      case 'reset':
        return response.socket?.resetAndDestroy();
      case 'truncated':
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': 1000 });
        return response.write('{"success":"true","da', () => response.socket?.destroy());
      case 'content-type':
        return send(response, 200, '<!doctype html><title>canary</title>', { 'content-type': failure.type });
      case 'endless':
        response.writeHead(200, { 'content-type': 'application/json' });
        for (let sent = 0; sent < failure.bytes && !response.destroyed; sent += 65_536)
          response.write(' '.repeat(65_536));
        return response.end();
      default:
        return failure satisfies never;
    }
  };

  const server = createServer((incoming, response) => {
    const url = new URL(incoming.url ?? '/', 'http://upstream.test');
    void readForm(incoming).then((form) => {
      const request: UpstreamRequest = {
        method: incoming.method ?? '',
        path: url.pathname,
        query: url.searchParams,
        headers: incoming.headers,
        form,
      };
      requests.push(request);
      response.once('close', () => {
        if (!response.writableFinished) aborted.push(request.path);
      });
      const failure = [...failures].find(([path]) => url.pathname.startsWith(path))?.[1];
      return failure ? simulateFailure(failure, request, response) : respond(request, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null)
    throw new Error('The upstream stand-in is not listening.');

  return {
    origin: `http://127.0.0.1:${address.port}`,
    requests,
    aborted,
    secrets,
    count: (path) => requests.filter((request) => request.path === path).length,
    fail: (path, failure) => void (failure ? failures.set(path, failure) : failures.delete(path)),
    expireTokens: () => access.clear(),
    revokeSignIns: () => refresh.clear(),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
