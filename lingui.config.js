import { defineConfig } from '@lingui/cli';
import { formatter } from '@lingui/format-po';

// npm run check:messages works on a copy.
const catalogs = `<rootDir>/${process.env.MESSAGES_DIRECTORY ?? 'src/locales'}`;

/** The pages and parts for finding appointments; none of them is in the first view of an appointment. */
const search = [
  '<rootDir>/src/features/{customers,schedule,search}/**',
  '<rootDir>/src/app/{palette,pages/customer,pages/schedule}.tsx',
];

export default defineConfig({
  sourceLocale: 'en',
  locales: ['en', 'tr'],
  catalogs: [
    { path: `${catalogs}/{locale}`, include: ['<rootDir>/src'], exclude: ['**/*.test.*', ...search] },
    // Loaded with the pages and parts that need them: see src/app/i18n.ts.
    { path: `${catalogs}/search/{locale}`, include: search, exclude: ['**/*.test.*'] },
  ],
  format: formatter({ lineNumbers: false }),
  orderBy: 'message',
});
