import { defineConfig } from '@playwright/test'
import { findBrowser } from './find-browser.ts'

// The built app, its worker and a Postgres of their own, with a small sample made anew for each run.

const port = Number(process.env.E2E_PORT ?? 3210)
const url = `http://localhost:${port}`
const root = new URL('..', import.meta.url).pathname
const browser = findBrowser()

const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

const looks = (['zh-CN', 'en'] as const).flatMap((locale) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ locale, colorScheme })),
)

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  fullyParallel: false,
  workers: Number(process.env.E2E_WORKERS ?? 1),
  retries: process.env.CI ? 1 : 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: [
    ['list'],
    ['json', { outputFile: process.env.E2E_REPORT ?? '../test-results/e2e.json' }],
  ],
  use: {
    baseURL: url,
    timezoneId: 'Asia/Shanghai',
    contextOptions: { reducedMotion: 'reduce' },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      ...(browser === null ? {} : { executablePath: browser }),
      args: process.getuid?.() === 0 ? ['--no-sandbox', ...quiet] : quiet,
    },
  },
  projects: looks.map(({ locale, colorScheme }) => ({
    name: `${locale}-${colorScheme}`,
    use: { browserName: 'chromium', locale, colorScheme },
  })),
  webServer: {
    command: 'node --import tsx server/commands/start.ts',
    cwd: root,
    url: `${url}/api/health`,
    timeout: 180_000,
    stdout: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
    env: {
      NODE_ENV: 'production',
      DATABASE_URL: process.env.E2E_DATABASE_URL ?? '',
      ZHILE_STATE: `${root}.zhile/e2e`,
      ZHILE_FRESH: 'yes',
      ZHILE_SAMPLE: process.env.E2E_SAMPLE ?? '0.02',
      ZHILE_POSTGRES_PORT: process.env.E2E_POSTGRES_PORT ?? '55443',
      PORT: String(port),
      APP_URL: url,
      // The walk's receiver is this machine.
      WEBHOOKS_TO_LOOPBACK: 'yes',
    },
  },
})
