import { Logger, parseCronItems, run, type TaskList } from 'graphile-worker'
import { env } from '#server/env.ts'
import { jobs } from '#server/jobs/jobs.ts'
import { log } from '#server/log.ts'

// The process that runs queued and scheduled jobs. SIGTERM lets running jobs finish.

const taskList: TaskList = {}
for (const [name, job] of Object.entries(jobs)) {
  taskList[name] = (payload) => job.run(payload, new Date())
}
const scheduled = Object.entries(jobs).flatMap(([task, { schedule }]) =>
  schedule === undefined ? [] : [{ task, match: schedule, options: { maxAttempts: 3 } }],
)
const runner = await run({
  connectionString: env().DATABASE_WORKER_URL,
  taskList,
  parsedCronItems: parseCronItems(scheduled),
  // A long import, a slow receiver of webhooks and the merger must not wait for each other.
  concurrency: 4,
  pollInterval: 1000,
  gracefulShutdownAbortTimeout: 10_000,
  logger: new Logger((scope) => (level, message) => {
    // Its own levels end at debug; a finished job is news only to who debugs.
    const severity = level === 'warning' ? 'warn' : level === 'error' ? 'error' : 'debug'
    log[severity]({ job: scope.taskIdentifier, jobId: scope.jobId }, message)
  }),
})
log.info({ jobs: Object.keys(jobs) }, 'worker started')
await runner.promise
