import { randomBytes, randomUUID } from 'node:crypto'
import { invitationHash } from '#server/db/invitation.ts'
import { type Tx, transaction } from '#server/db/transaction.ts'
import { mailWords } from '#server/documents/mail-words.ts'
import { sendStaffMail } from '#server/documents/staff-mail.ts'
import { type Actor, authorize, sessionOf } from '#server/domain/actor.ts'
import { ruleBroken } from '#server/domain/errors.ts'
import type { CreateInvitation } from '#server/domain/invitation/input.ts'
import { decidePlace } from '#server/domain/member/decide-place.ts'
import { env } from '#server/env.ts'

const DAYS_OPEN = 7

type Created = { link: string; isMailed: boolean }

/** Invites a person by a link that works once. It is shown to the owner only now, and mailed where that is set up. */
export async function createInvitation(
  actor: Actor,
  input: CreateInvitation,
  now: Date,
): Promise<Created> {
  authorize(actor, 'member.change')
  const locationId = decidePlace(input)
  const token = randomBytes(24).toString('base64url')
  const expiresAt = new Date(now.getTime() + DAYS_OPEN * 86_400_000)

  const words = await transaction(actor, async (tx) => {
    await refuseMember(tx, input.email)
    await tx.execute(
      'SELECT invitation_create($1, $2::uuid, $3, $4, $5::uuid, $6, $7::timestamptz)',
      [
        sessionOf(actor),
        randomUUID(),
        input.email,
        input.role,
        locationId,
        invitationHash(token),
        expiresAt,
      ],
    )
    return letterWords(tx, actor)
  })

  const link = `${env().APP_URL}/invitation/${token}`
  const t = mailWords(words.locale)
  const isMailed = await sendStaffMail({
    to: input.email,
    subject: t('invitationSubject', words),
    text: t('invitationBody', { ...words, link }),
  })
  return { link, isMailed }
}

async function refuseMember({ prisma }: Tx, email: string): Promise<void> {
  const member = await prisma.membership.findFirst({
    where: { deactivatedAt: null, user: { email } },
    select: { id: true },
  })
  if (member) throw ruleBroken('member-already')
}

async function letterWords({ prisma, organizationId }: Tx, actor: Actor) {
  const organization = await prisma.organization.findUniqueOrThrow({
    where: { id: organizationId },
    select: { name: true, defaultLocale: true },
  })
  const inviter =
    actor.kind === 'member'
      ? await prisma.user.findUnique({ where: { id: actor.userId }, select: { name: true } })
      : null
  return {
    organization: organization.name,
    inviter: inviter?.name ?? organization.name,
    locale: organization.defaultLocale,
  }
}
