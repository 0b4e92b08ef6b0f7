import { expect, type Page } from '@playwright/test'
import { test } from '../actors.ts'

test.describe('a system of the business sends facts', () => {
  test('the owner makes a key, a script sends with it, and Impact shows the change', async ({
    as,
    say,
    baseURL,
  }) => {
    const page = await as('owner')
    const name = `Till ${Date.now()}`
    await page.goto('/impact?period=all&view=table')
    const before = await figuresOf(page)

    await page.goto('/settings/api-keys')
    await page
      .getByRole('button', { name: say('apiKeys.create') })
      .first()
      .click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(say('apiKeys.name'), { exact: true }).fill(name)
    for (const scope of ['customers:write', 'shares:write'] as const)
      await dialog.getByLabel(say(`apiKeys.scopeOf.${scope}`), { exact: true }).check()
    await dialog.getByRole('button', { name: say('apiKeys.createSubmit') }).click()
    const secret = await dialog.getByLabel(say('apiKeys.secret'), { exact: true }).inputValue()
    expect(secret).toMatch(/^zhk_/)
    await dialog.getByRole('button', { name: say('apiKeys.secretKept') }).click()
    await expect(dialog).toBeHidden()
    const row = page.getByRole('row', { name: new RegExp(name) })
    await expect(row).toContainText(say('apiKeys.neverUsed'))
    await expect(page.getByText(secret)).toHaveCount(0)

    const items = Array.from({ length: 300 }, (_, no) => itemOf(`${name} ${no}`))
    const sent = await send(`${baseURL}/api/v1/experiences`, secret, {
      items,
      createMissing: ['customers'],
    })
    expect(sent.counts).toEqual({ new: 300, same: 0, changed: 0, conflict: 0, error: 0 })
    const shared = items
      .slice(0, 100)
      .map(({ score: _, ...item }) => ({ ...item, channel: 'feed' }))
    expect((await send(`${baseURL}/api/v1/shares`, secret, { items: shared })).counts.new).toBe(100)

    await page.goto('/impact?period=all&view=table')
    expect(await figuresOf(page)).not.toEqual(before)

    await page.goto('/settings/api-keys')
    await expect(row).not.toContainText(say('apiKeys.neverUsed'))
    await row.getByRole('button', { name: say('apiKeys.actsOf', { name }) }).click()
    await page.getByRole('menuitem', { name: say('apiKeys.revoke') }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say('apiKeys.revoke') })
      .click()
    await expect(row).toContainText(say('apiKeys.revoked'))
    const refused = await post(`${baseURL}/api/v1/shares`, secret, { items: shared })
    expect(refused.status).toBe(401)
  })

  test('a stream is answered while it is sent, and the reference stands open to everybody', async ({
    as,
    say,
    page,
    baseURL,
  }) => {
    const owner = await as('owner')
    await owner.goto('/settings/api-keys')
    await owner
      .getByRole('button', { name: say('apiKeys.create') })
      .first()
      .click()
    const dialog = owner.getByRole('dialog')
    await dialog.getByLabel(say('apiKeys.name'), { exact: true }).fill('Stream')
    await dialog.getByLabel(say('apiKeys.scopeOf.customers:write'), { exact: true }).check()
    await dialog.getByRole('button', { name: say('apiKeys.createSubmit') }).click()
    const secret = await dialog.getByLabel(say('apiKeys.secret'), { exact: true }).inputValue()
    const run = `stream ${Date.now()}`
    const lines = Array.from({ length: 2500 }, (_, no) => JSON.stringify(itemOf(`${run} ${no}`)))
    const answer = await fetch(`${baseURL}/api/v1/streams/experiences?createMissing=customers`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/x-ndjson' },
      body: [...lines, '{'].join('\n'),
    })
    const told = (await answer.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(told[0]).toMatchObject({ line: 2501, outcome: 'error' })
    expect(told[1]).toMatchObject({ isDone: true, lines: 2501, counts: { error: 1 } })
    expect(told[1].counts.new).toBe(2500)

    const nobody = await fetch(`${baseURL}/api/v1/shares`, { method: 'POST' })
    expect(nobody.headers.get('content-type')).toBe('application/problem+json')
    const { type } = (await nobody.json()) as { type: string }
    await page.goto(type)
    await expect(page).toHaveURL(/\/(en|zh-CN)\/reference#unauthenticated$/)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    const unknown = await fetch(`${baseURL}/api/v1/nothing`)
    expect([unknown.status, (await unknown.json()).code]).toEqual([404, 'not-found.address'])
    const document = await (await fetch(`${baseURL}/api/v1/openapi.json`)).json()
    expect(document.openapi).toBe('3.1.1')
  })
})

function itemOf(externalId: string) {
  const fact = { source: 'rest-walk', externalId, customer: { source: 'rest-walk', externalId } }
  return {
    ...fact,
    occurredAt: new Date(Date.now() - 3_600_000).toISOString(),
    moment: 'departure',
    score: 5,
  }
}

/** The page's own figures, as they stand in the table. */
async function figuresOf(page: Page): Promise<string[]> {
  const table = page.getByRole('table').first()
  await expect(table).toBeVisible()
  return table.getByRole('row').allInnerTexts()
}

function post(url: string, secret: string, body: unknown): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}

async function send(url: string, secret: string, body: unknown) {
  const answer = await post(url, secret, body)
  expect(answer.status).toBe(200)
  return (await answer.json()) as { counts: Record<string, number> }
}
