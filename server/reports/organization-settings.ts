import { z } from 'zod'
import { reading } from '#server/db/reading.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import { notFound } from '#server/domain/errors.ts'

const Settings = z.object({
  name: z.string(),
  timeZone: z.string(),
  currency: z.string(),
  defaultLocale: z.enum(['en', 'zh-CN']),
  valleyScore: z.number(),
  secondApprovalMinor: z.bigint().nullable(),
  isSample: z.boolean(),
})
export type OrganizationSettings = z.infer<typeof Settings>

/** What is set for the whole house. Not for those who may not see amounts. */
export async function organizationSettings(actor: Actor): Promise<OrganizationSettings> {
  authorize(actor, 'organization.settings')
  const [settings] = await reading(actor, (db) =>
    db.rows(
      Settings,
      `SELECT name, time_zone AS "timeZone", currency::text, default_locale AS "defaultLocale",
         valley_score AS "valleyScore", second_approval_minor AS "secondApprovalMinor",
         is_sample AS "isSample"
       FROM organizations WHERE id = $1`,
      [db.organizationId],
    ),
  )
  if (!settings) throw notFound('organization')
  return settings
}
