import { archiveMonths } from './archive-months.ts'
import { checkImport } from './check-import.ts'
import { deliverWebhooks } from './deliver-webhooks.ts'
import { forgetImports } from './forget-imports.ts'
import { forgetWebhookLog } from './forget-webhook-log.ts'
import type { Job } from './job.ts'
import { keepDueReferrals } from './keep-due-referrals.ts'
import { makePartitions } from './make-partitions.ts'
import { mergeRollups } from './merge-rollups.ts'
import { resumeImports } from './resume-imports.ts'
import { runImport } from './run-import.ts'
import { sweepDoor } from './sweep-door.ts'
import { takeBackImport } from './take-back-import.ts'
import { verifyRollups } from './verify-rollups.ts'

/** Every job by the name it is queued under. */
export const jobs: Record<string, Job> = {
  'archive-months': archiveMonths,
  'check-import': checkImport,
  'deliver-webhooks': deliverWebhooks,
  'forget-imports': forgetImports,
  'forget-webhook-log': forgetWebhookLog,
  'keep-due-referrals': keepDueReferrals,
  'make-partitions': makePartitions,
  'merge-rollups': mergeRollups,
  'resume-imports': resumeImports,
  'run-import': runImport,
  'sweep-door': sweepDoor,
  'take-back-import': takeBackImport,
  'verify-rollups': verifyRollups,
}
