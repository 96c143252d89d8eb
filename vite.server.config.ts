import { defineConfig } from 'vite';
import { serverBuild } from './scripts/build.mjs';

const server = serverBuild('dist/dev');

/** The server's build for `npm run dev`, which watches it. The running server needs the old files until the new ones. */
export default defineConfig({ ...server, build: { ...server.build, emptyOutDir: false } });
