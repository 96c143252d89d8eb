/**
 * The shapes of surfaces. Colors, sizes and breakpoints are in the theme of src/index.css.
 *
 * @type {import('tailwindcss').Config}
 */
export default {
  theme: {
    extend: {
      borderRadius: { card: '0.75rem' },
      boxShadow: { card: 'var(--shadow-card)', float: 'var(--shadow-float)' },
    },
  },
};
