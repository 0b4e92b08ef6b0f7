import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { expect } from '@playwright/test'
import { test } from '../actors.ts'

type Heard = { id: string; timestamp: string; signature: string; body: string }

/** Another system, on this machine. */
async function listening() {
  const heard: Heard[] = []
  const hear = async (request: IncomingMessage, response: ServerResponse) => {
    let body = ''
    for await (const part of request) body += part
    const said = (name: string) => String(request.headers[name])
    heard.push({
      id: said('webhook-id'),
      timestamp: said('webhook-timestamp'),
      signature: said('webhook-signature'),
      body,
    })
    response.writeHead(200).end('thanks')
  }
  const server = createServer((request, response) => void hear(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return { url: `http://127.0.0.1:${port}/zhile`, heard, close: () => server.close() }
}

function signed(secret: string, { id, timestamp, body }: Omit<Heard, 'signature'>): string {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`
}

test('an address hears what happens, and a delivery is replayed; a source tells us, signed', async ({
  as,
  say,
  request,
}) => {
  const receiver = await listening()
  const page = await as('owner')
  await page.goto('/settings/webhooks')
  await page
    .getByRole('button', { name: say('webhooks.endpoints.add') })
    .first()
    .click()
  await page.getByRole('textbox', { name: say('webhooks.endpoints.url') }).fill(receiver.url)
  await page.getByRole('button', { name: say('kit.save') }).click()
  const secret = await page
    .getByRole('textbox', { name: say('webhooks.secret.label') })
    .inputValue()
  expect(secret).toMatch(/^whsec_/)
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('kit.close') })
    .last()
    .click()

  const source = `Walk ${Date.now()}`
  await page
    .getByRole('button', { name: say('webhooks.sources.add') })
    .first()
    .click()
  await page.getByRole('textbox', { name: say('webhooks.sources.name') }).fill(source)
  await page.getByRole('button', { name: say('kit.save') }).click()
  const inbound = await page
    .getByRole('textbox', { name: say('webhooks.secret.address') })
    .inputValue()
  const theirs = await page
    .getByRole('textbox', { name: say('webhooks.secret.label') })
    .inputValue()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('kit.close') })
    .last()
    .click()

  const body = JSON.stringify({
    type: 'experience.recorded',
    data: {
      source: 'walk',
      externalId: source,
      customer: { source: 'walk', externalId: source, name: '王小明' },
      occurredAt: new Date(Date.now() - 3_600_000).toISOString(),
      score: 4,
    },
  })
  const message = { id: source, timestamp: String(Math.floor(Date.now() / 1000)), body }
  const tell = () =>
    request.post(inbound, {
      data: Buffer.from(body),
      headers: {
        'content-type': 'application/json',
        'webhook-id': message.id,
        'webhook-timestamp': message.timestamp,
        'webhook-signature': signed(theirs, message),
      },
    })
  expect((await tell()).status()).toBe(200)
  expect(await (await tell()).json()).toMatchObject({ results: [{ outcome: 'new' }] })

  await expect.poll(() => receiver.heard.length, { timeout: 70_000 }).toBeGreaterThan(0)
  const heard = receiver.heard.find((one) => one.body.includes('experience.recorded'))
  expect(heard?.signature).toBe(heard && signed(secret, heard))
  expect(heard?.body).not.toContain('王小明')

  await page.reload()
  const log = page.getByRole('region', { name: say('webhooks.deliveries.title') })
  await expect(log.getByText(say('webhooks.deliveries.states.delivered')).first()).toBeVisible()
  const received = page.getByRole('region', { name: say('webhooks.receipts.title') })
  await expect(received.getByText(source).first()).toBeVisible()
  await expect(received.getByText(say('webhooks.receipts.states.recorded')).first()).toBeVisible()

  const before = receiver.heard.length
  await log
    .getByRole('button', { name: say('webhooks.deliveries.replay') })
    .first()
    .click()
  await expect.poll(() => receiver.heard.length, { timeout: 70_000 }).toBeGreaterThan(before)
  expect(receiver.heard.at(-1)?.id).toBe(heard?.id)
  await log
    .getByRole('button', { name: say('webhooks.deliveries.open') })
    .first()
    .click()
  await expect(page.getByText(say('webhooks.deliveries.attempt', { no: 2 }))).toBeVisible()
  receiver.close()
})

test('an address inside is refused by words under its field', async ({ as, say }) => {
  const page = await as('owner')
  await page.goto('/settings/webhooks')
  await page
    .getByRole('button', { name: say('webhooks.endpoints.add') })
    .first()
    .click()
  await page
    .getByRole('textbox', { name: say('webhooks.endpoints.url') })
    .fill('https://169.254.169.254/latest')
  await page.getByRole('button', { name: say('kit.save') }).click()
  await expect(page.getByText(say('errors.fields.url.closed'))).toBeVisible()
})
