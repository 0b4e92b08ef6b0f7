import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { StartError } from '#prisma/start-error.ts'
import { startTrialCluster } from '#prisma/trial-cluster.ts'

// npm run scale-out:trial: three nodes of Citus on this machine until Ctrl+C, to try scale-out and to run the tests on.

const folder = resolve(process.env.ZHILE_CLUSTER ?? join(tmpdir(), 'zhile-cluster'))
try {
  const cluster = await startTrialCluster(folder, Number(process.env.ZHILE_CLUSTER_PORT ?? 55_300))
  console.log(`Three nodes run in ${folder}. In another terminal:

  DATABASE_URL=${cluster.url} npm test -- --project integration
  DATABASE_URL=${cluster.url} npm run scale-out

Ctrl+C stops them; the data stays.`)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      cluster.stop()
      process.exit()
    })
  }
  // Nothing else keeps this process alive.
  setInterval(() => {}, 60_000)
} catch (error) {
  console.error(error instanceof StartError ? `✗ ${error.message}` : error)
  process.exitCode = 1
}
