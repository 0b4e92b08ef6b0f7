import { createServer, type Server } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mailWords } from './mail-words.ts'
import { sendStaffMail } from './staff-mail.ts'

// Just enough of SMTP to take a letter and keep what was said.
const heard: string[] = []
let server: Server

beforeAll(async () => {
  server = createServer((socket) => {
    let isLetter = false
    socket.write('220 here\r\n')
    socket.on('data', (data) => {
      const text = data.toString()
      heard.push(text)
      if (isLetter && !text.endsWith('\r\n.\r\n')) return
      isLetter = text.startsWith('DATA')
      socket.write(isLetter ? '354 go on\r\n' : '250 fine\r\n')
    })
  })
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done)
  })
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  process.env.SMTP_URL = `smtp://127.0.0.1:${port}?ignoreTLS=true`
  process.env.MAIL_FROM = 'zhile@example.test'
})

afterAll(() => {
  server.close()
})

describe('letters to those who work here', () => {
  test('are read in the language of their reader', () => {
    const given = { name: '林若水', link: 'https://zhile.test/x' }
    expect(mailWords('en')('resetBody', given)).toContain('choose a new password')
    expect(mailWords('zh-CN')('resetBody', given)).toContain('林若水，您好')
    expect(mailWords(null)('resetSubject')).toBe('设置值了的新密码')
  })

  test('leave by the mail server that is set, with their link', async () => {
    const isSent = await sendStaffMail({
      to: 'owner@example.test',
      subject: 'A new password',
      text: 'https://zhile.test/password/reset/abc',
    })
    expect(isSent).toBe(true)
    const said = heard.join('')
    expect(said).toContain('RCPT TO:<owner@example.test>')
    expect(said).toContain('https://zhile.test/password/reset/abc')
  })

  test('that no server takes are told apart, and fail nothing', async () => {
    server.close()
    await new Promise((done) => setTimeout(done, 50))
    expect(await sendStaffMail({ to: 'a@example.test', subject: 's', text: 't' })).toBe(false)
  })
})
