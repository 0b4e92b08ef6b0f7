/** Work that runs beside the requests, at least once; so each job bears being repeated. */
export type Job = {
  run: (payload: unknown, now: Date) => Promise<void>
  /** Five cron fields in UTC; a job without them runs only when it is queued. */
  schedule?: string
}
