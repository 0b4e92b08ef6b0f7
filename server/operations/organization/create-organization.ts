import { randomBytes, randomUUID } from 'node:crypto'
import { z } from 'zod'
import { invitationHash } from '#server/db/invitation.ts'
import { type OwnerTx, ownerTransaction } from '#server/db/owner-transaction.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import { invalid } from '#server/domain/errors.ts'
import { JOURNEY_TEMPLATES, type JourneyTemplate } from '#server/domain/journey/template.ts'
import type { CreateOrganization } from '#server/domain/organization/input.ts'

const DAYS_OPEN = 7

/** Samples can be taken away again; their ids follow from a namespace that is no secret. */
type Sample = { factNamespace: string }

/**
 * Makes the actor's organization, with its journey, and the invitation of its first owner, who then invites the others.
 * Runs as the owner of the tables, so only the command line and the seed perform it.
 * @returns the token of the invitation's link
 */
export async function createOrganization(
  actor: Actor,
  input: CreateOrganization,
  now: Date,
  sample: Sample | null = null,
): Promise<{ invitationToken: string }> {
  authorize(actor, 'organization.create')
  const id = actor.organizationId
  const token = randomBytes(24).toString('base64url')
  const expiresAt = new Date(now.getTime() + DAYS_OPEN * 86_400_000)

  return ownerTransaction(actor, async (tx) => {
    await refuseUnknownCurrency(tx, input.currency)
    await tx.execute(
      `INSERT INTO organizations (id, name, time_zone, currency, default_locale, fact_namespace, is_sample)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        id,
        input.name,
        input.timeZone,
        input.currency,
        input.defaultLocale,
        sample?.factNamespace ?? randomUUID(),
        sample !== null,
      ],
    )
    if (input.template) await insertJourney(tx, id, input.template)
    await tx.execute(
      `INSERT INTO invitations (id, organization_id, email, role, token_hash, expires_at)
       VALUES ($1, $2, $3, 'owner', $4, $5)`,
      [randomUUID(), id, input.ownerEmail, invitationHash(token), expiresAt],
    )
    return { invitationToken: token }
  })
}

async function refuseUnknownCurrency(tx: OwnerTx, currency: string): Promise<void> {
  const known = await tx.rows(
    z.object({ code: z.string() }),
    'SELECT code FROM currencies WHERE code = $1',
    [currency],
  )
  if (known.length === 0) throw invalid([{ field: 'currency', code: 'currency.invalid' }])
}

async function insertJourney(tx: OwnerTx, organizationId: string, name: JourneyTemplate) {
  const template = JOURNEY_TEMPLATES[name]
  const journeyId = randomUUID()
  await tx.execute(
    `INSERT INTO journeys (id, organization_id, template, name_zh, name_en, idle_limit_hours)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [journeyId, organizationId, name, template.nameZh, template.nameEn, template.idleLimitHours],
  )
  for (const [index, moment] of template.moments.entries()) {
    await tx.execute(
      `INSERT INTO moments (id, organization_id, journey_id, moment_no, position, code, name_zh, name_en, phase, is_end)
       VALUES ($1, $2, $3, $4, $4, $5, $6, $7, $8, $9)`,
      [
        randomUUID(),
        organizationId,
        journeyId,
        index + 1,
        moment.code,
        moment.nameZh,
        moment.nameEn,
        moment.phase,
        index === template.moments.length - 1,
      ],
    )
  }
}
