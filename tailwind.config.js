/**
 * The palette's names. Their values, light and dark, are custom properties in src/index.css, so that a scheme
 * changes without a second set of classes.
 *
 * @type {import('tailwindcss').Config}
 */
export default {
  content: ['./index.html', './src/**/*.{ts,tsx}'],
  theme: {
    extend: {
      colors: Object.fromEntries(
        [
          'canvas',
          'surface',
          'line',
          'line-soft',
          'control',
          'ink',
          'ink-2',
          'ink-3',
          'accent',
          'accent-soft',
          'accent-ink',
          'on-accent',
          'ok',
          'ok-soft',
          'warn',
          'warn-soft',
          'bad',
          'bad-soft',
          'info',
          'info-soft',
          'lane-2',
          'lane-3',
          'lane-4',
        ].map((name) => [name, `var(--${name})`]),
      ),
      borderRadius: { card: '0.75rem' },
      boxShadow: { card: 'var(--shadow-card)', float: 'var(--shadow-float)' },
    },
  },
};
