import { deliverWebhooks } from '#server/jobs/deliver-webhooks.ts'

// A worker of its own process, so that a test can kill it in the middle of its work.

await deliverWebhooks.run({}, new Date())
