import { lingui } from '@lingui/vite-plugin';
import babel from '@rolldown/plugin-babel';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The browser's side. The server's build is in scripts/, the tests' settings in vitest.config.ts. */
export default defineConfig({
  plugins: [
    react(),
    babel({ include: /src\/.*\.tsx?$/, plugins: ['@lingui/babel-plugin-lingui-macro'] }),
    lingui(),
    tailwindcss(),
  ],
  build: {
    outDir: 'dist/client',
    // Tells the gateway which files go with which language.
    manifest: true,
    target: 'baseline-widely-available',
    // The CSP allows no data: scripts or fonts, and small files compress better together than as base64.
    assetsInlineLimit: 0,
  },
});
