import { createTransport } from 'nodemailer'
import { env } from '#server/env.ts'
import { log } from '#server/log.ts'

type StaffMail = { to: string; subject: string; text: string }

/**
 * Sends a plain letter to somebody who works here; customers are never written to this way.
 * @returns false where no mail server is set up or it did not take the letter: then the link is passed on by hand.
 */
export async function sendStaffMail(mail: StaffMail): Promise<boolean> {
  const { SMTP_URL, MAIL_FROM, APP_URL } = env()
  if (!SMTP_URL) return false
  try {
    const from = MAIL_FROM ?? `zhile@${new URL(APP_URL).hostname}`
    await createTransport(SMTP_URL).sendMail({ from, ...mail })
    return true
  } catch (err) {
    log.error({ err }, 'mail not sent')
    return false
  }
}
