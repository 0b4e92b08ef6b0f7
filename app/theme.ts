import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type MantineThemeOverride,
} from '@mantine/core'

/** From a wash of the accent to its depth; 7 is the light theme's accent, 3 the night's. */
const accent: MantineColorsTuple = [
  '#eaf4f1',
  '#d0e7e1',
  '#93d3c7',
  '#5cc5b5',
  '#36a798',
  '#1f8c7f',
  '#157c71',
  '#0f6e63',
  '#0b5a51',
  '#08463f',
]

const share: MantineColorsTuple = [
  '#eaf1f9',
  '#cfe0f2',
  '#a9cbf2',
  '#7db2f0',
  '#5293dc',
  '#3d7fc6',
  '#2f70b5',
  '#2563a8',
  '#1c4f88',
  '#143b67',
]

const complaint: MantineColorsTuple = [
  '#fbf0e6',
  '#f8ddc4',
  '#f5c297',
  '#f2a15c',
  '#e0802f',
  '#cd671a',
  '#c15a0f',
  '#b4500b',
  '#923f07',
  '#6f3004',
]

/** Only for what went wrong in a form; never a colour of data. */
const red: MantineColorsTuple = [
  '#faeeec',
  '#f4d6d1',
  '#f0b3aa',
  '#f09486',
  '#dc6a5a',
  '#c94f3f',
  '#bb4131',
  '#ad3627',
  '#8d2a1d',
  '#6b1f15',
]

/** Warm greys of paper and pencil. */
const gray: MantineColorsTuple = [
  '#fbf9f5',
  '#f5f1e9',
  '#ede7dc',
  '#e4ddd0',
  '#cfc7b8',
  '#aaa294',
  '#8a8376',
  '#5e636b',
  '#43474e',
  '#23262b',
]

/** Night: ink turned to paper and back. */
const dark: MantineColorsTuple = [
  '#ece9e2',
  '#d3d1cb',
  '#a3a8b0',
  '#7d838d',
  '#343942',
  '#292d35',
  '#1d2026',
  '#15171b',
  '#101215',
  '#0b0c0f',
]

const fonts =
  '"Inter Variable", "PingFang SC", "HarmonyOS Sans SC", "Microsoft YaHei", "Noto Sans CJK SC", system-ui, sans-serif'

export const theme: MantineThemeOverride = createTheme({
  colors: { accent, share, complaint, red, gray, dark },
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 3 },
  // Filled things turn pale at night; what stands on them turns dark.
  variantColorResolver: (input) => {
    const colors = defaultVariantColorsResolver(input)
    return input.variant === 'filled' ? { ...colors, color: 'var(--on-accent)' } : colors
  },
  black: '#23262b',
  white: '#ffffff',
  fontFamily: fonts,
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, monospace',
  fontSizes: { xs: '0.875rem', sm: '0.875rem', md: '1rem', lg: '1.25rem', xl: '1.75rem' },
  lineHeights: { xs: '1.43', sm: '1.5', md: '1.5', lg: '1.4', xl: '1.3' },
  headings: {
    fontFamily: fonts,
    fontWeight: '620',
    sizes: {
      h1: { fontSize: '1.25rem', lineHeight: '1.4' },
      h2: { fontSize: '1rem', lineHeight: '1.5' },
      h3: { fontSize: '0.875rem', lineHeight: '1.5' },
    },
  },
  radius: { xs: '8px', sm: '8px', md: '8px', lg: '8px', xl: '8px' },
  defaultRadius: 'md',
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  shadows: {
    xs: 'var(--shadow)',
    sm: 'var(--shadow)',
    md: 'var(--shadow)',
    lg: 'var(--shadow)',
    xl: 'var(--shadow)',
  },
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Checkbox: { defaultProps: { iconColor: 'var(--on-accent)', radius: 4 } },
    Paper: { defaultProps: { shadow: undefined } },
    Tooltip: { defaultProps: { withArrow: false, openDelay: 300, color: 'dark' } },
    Menu: { defaultProps: { shadow: 'md', position: 'bottom-end', withinPortal: true } },
    Popover: { defaultProps: { shadow: 'md', withinPortal: true } },
    Modal: { defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.35 } } },
    Drawer: { defaultProps: { overlayProps: { backgroundOpacity: 0.35 } } },
    Spotlight: { defaultProps: { overlayProps: { backgroundOpacity: 0.35, blur: 0 } } },
  },
})

const tied = {
  '--mantine-color-body': 'var(--paper)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--quiet)',
  '--mantine-color-placeholder': 'var(--quiet)',
  '--mantine-color-anchor': 'var(--accent)',
  '--mantine-color-default': 'var(--card)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--field-line)',
  '--mantine-color-default-hover': 'var(--wash)',
  '--mantine-color-error': 'var(--wrong)',
  '--mantine-color-accent-light': 'var(--accent-wash)',
  '--mantine-color-accent-light-color': 'var(--accent)',
  '--mantine-color-red-light': 'var(--wrong-wash)',
  '--mantine-color-red-light-color': 'var(--wrong)',
  '--mantine-color-share-light': 'var(--share-wash)',
  '--mantine-color-share-light-color': 'var(--share)',
  '--mantine-color-complaint-light': 'var(--complaint-wash)',
  '--mantine-color-complaint-light-color': 'var(--complaint)',
  '--mantine-color-gray-light': 'var(--wash)',
  '--mantine-color-gray-light-color': 'var(--ink)',
}

/** Ties Mantine's own variables to the tokens of global.css, so that each colour is said once. */
export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: tied, dark: tied })
