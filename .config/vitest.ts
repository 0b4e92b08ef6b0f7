import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const tidy = ['server/tidy.test.ts', '.config/*.test.ts']
const unit = ['server/domain/**/*.test.ts', 'server/words/**/*.test.ts', 'app/**/*.test.ts']

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    maxWorkers: Math.min(4, availableParallelism()),
    // A zone that nobody expects finds code that asks the machine for the day.
    env: { TZ: 'Pacific/Chatham' },
    projects: [
      { extends: true, test: { name: 'tidy', include: tidy, testTimeout: 60_000 } },
      { extends: true, test: { name: 'unit', include: unit, testTimeout: 30_000 } },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['server/**/*.test.ts', 'prisma/**/*.test.ts'],
          exclude: [...tidy, ...unit],
          globalSetup: '.config/vitest-global.ts',
          setupFiles: '.config/vitest-database.ts',
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
