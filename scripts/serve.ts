/** Serves a built site on this machine with the headers a hospital's web server should send. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import sirv from 'sirv';

export interface ServedSite {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Hashes of the inline scripts of the built pages, as the pages' own policy names them. */
function scriptHashes(directory: string): string[] {
  const pages = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.html')
  );
  return [
    ...new Set(
      pages.flatMap((page) =>
        [...readFileSync(join(directory, page), 'utf8').matchAll(/'sha256-[A-Za-z0-9+/=]+'/g)].map(
          (match) => match[0]
        )
      )
    )
  ];
}

/** Headers of every response: pages, workers, the engine and errors alike. */
export function securityHeaders(directory: string): Readonly<Record<string, string>> {
  return {
    'content-security-policy': [
      "default-src 'none'",
      `script-src 'self' 'wasm-unsafe-eval' ${scriptHashes(directory).join(' ')}`.trim(),
      "worker-src 'self'",
      "connect-src 'self'",
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data: blob:",
      "font-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'"
    ].join('; '),
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer'
  };
}

function cacheControl(path: string): string {
  return /\/_app\/immutable\/|\/tables\/[^/]+\.[0-9a-f]{12}\.parquet$/.test(path)
    ? 'public, max-age=31536000, immutable'
    : 'no-cache';
}

/** Starts serving. `port` 0 takes any free one. */
export async function serveSite({
  directory,
  port = 0,
  host = '127.0.0.1'
}: {
  directory: string;
  port?: number;
  host?: string;
}): Promise<ServedSite> {
  if (!existsSync(join(directory, 'index.html')))
    throw new Error(`There is no built site in ${directory}; run "npm run build" first.`);
  const headers = securityHeaders(directory);
  const set = (response: ServerResponse, path: string) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    response.setHeader('cache-control', cacheControl(path));
  };
  const files = sirv(directory, {
    brotli: true,
    gzip: true,
    etag: true,
    setHeaders: (response, path) => set(response, path)
  });
  const notFound = readFileSync(join(directory, '404.html'));
  const server: Server = createServer((request, response) => {
    files(request, response, () => {
      set(response, '/404.html');
      const page = !/\.[a-z0-9]+$/i.test(new URL(request.url ?? '/', 'http://local').pathname);
      response.writeHead(404, {
        'content-type': page ? 'text/html; charset=utf-8' : 'text/plain; charset=utf-8'
      });
      response.end(page ? notFound : 'not found');
    });
  });
  await new Promise<void>((ready, fail) => {
    server.once('error', fail);
    server.listen(port, host, ready);
  });
  const address = server.address();
  const actual = typeof address === 'object' && address ? address.port : port;
  return {
    url: `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${actual}`,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      })
  };
}
