import { lingui } from '@lingui/vite-plugin';
import babel from '@rolldown/plugin-babel';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/**
 * All modules of the first view are one chunk: small ones compress badly, and each is a request. The entry files in src/
 * itself stay apart: they await the message catalog, and no other chunk may wait for them.
 */
const initialChunk = {
  name: 'app',
  tags: ['$initial' as const],
  test: (id: string) => !/[\\/]src[\\/][\w-]+\.tsx$|index\.html$/.test(id),
};

/**
 * Turns the built index.html into the template of server/gateway/document/template.ts: the style inline, without the
 * module scripts, which the gateway starts by the manifest, and split where the gateway fills in a document.
 */
const documentTemplate: Plugin = {
  name: 'document-template',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (html, { bundle = {} }) => {
      const title = /<title>.*?<\/title>/.exec(html)?.[0] ?? '';
      return html
        .replaceAll(/\s*<!--[\s\S]*?-->/g, '')
        .replaceAll(/\s*<script type="module".*?<\/script>|\s*<link rel="modulepreload"[^>]*>/g, '')
        .replaceAll(/<link rel="stylesheet"[^>]* href="\/([^"]+)"[^>]*>/g, (link, file: string) => {
          const style = bundle[file];
          return style?.type === 'asset' ? `<style>${String(style.source).trim()}</style>` : link;
        })
        .replace(title, '')
        .replace('</head>', `<!--split-->${title}</head>`)
        .replace('<div id="root">', '<div id="root"><!--split-->')
        .replace('</body>', '<!--split--></body>');
    },
  },
};

/** The build of the page. The build of the server is in scripts/, the settings of the tests are in vitest.config.ts. */
export default defineConfig({
  plugins: [
    react(),
    babel({ include: /src\/.*\.tsx?$/, plugins: ['@lingui/babel-plugin-lingui-macro'] }),
    lingui(),
    tailwindcss(),
    documentTemplate,
  ],
  server: {
    host: 'localhost',
    port: 3000,
    strictPort: true,
    // The port of .env.development.
    proxy: { '^/(api|auth|oauth|privacy)/|^/(healthz|readyz)$': { target: 'http://127.0.0.1:3001' } },
  },
  build: {
    outDir: 'dist/client',
    // The gateway reads the files of each language from it.
    manifest: true,
    target: 'baseline-widely-available',
    // The CSP allows no data: scripts or fonts, and small files compress better together than as base64.
    assetsInlineLimit: 0,
    modulePreload: {
      // A browser without modulepreload loads the same files a little later; the polyfill would cost all others 0.2 kB.
      polyfill: false,
      // A dependency that failed while it was preloaded for a lazy chunk could not be retried.
      resolveDependencies: (_file, needed, { hostType }) => (hostType === 'html' ? needed : []),
    },
    rolldownOptions: { output: { codeSplitting: { groups: [initialChunk] } } },
  },
});
