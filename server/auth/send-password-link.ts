import { mailWords } from '#server/documents/mail-words.ts'
import { sendStaffMail } from '#server/documents/staff-mail.ts'
import { env } from '#server/env.ts'
import { log } from '#server/log.ts'

/** The page where a token of the sign-in library sets a new password. */
export function passwordLink(token: string): string {
  return `${env().APP_URL}/password/reset/${token}`
}

type Reader = { name: string; email: string; locale?: string | null | undefined }

/** Mails the link; without a mail server it is printed in the log, where whoever runs the server finds it. */
export async function sendPasswordLink(reader: Reader, token: string): Promise<boolean> {
  const t = mailWords(reader.locale ?? null)
  const link = passwordLink(token)
  const isMailed = await sendStaffMail({
    to: reader.email,
    subject: t('resetSubject'),
    text: t('resetBody', { name: reader.name, link }),
  })
  if (!isMailed) log.info({ link }, 'link for a new password')
  return isMailed
}
