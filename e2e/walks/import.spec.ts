import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { test } from '../actors.ts'

const shared = process.env.SHARED_DIR ?? join(process.cwd(), '..', 'shared')
const airline = join(shared, 'data/airline-experiences.csv')

test('a file of customers goes in with its bad row told, twice changes nothing, and is taken back', async ({
  as,
  say,
}, info) => {
  const page = await as('marketing')
  const mark = `${info.project.name}-${Date.now()}`
  const rows = [`${mark}-1,李 明,13800138000`, `${mark}-2,"王,五",`, `${mark}-3,,13900139000`]
  const file = {
    name: '顾客.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`编号, 姓名 ,手机\r\n${rows.join('\r\n')}\r\n`, 'utf8'),
  }
  for (const expected of [2, 0]) {
    await page.goto('/imports')
    await page.locator('input[type=file]').setInputFiles(file)
    await page.waitForURL(/\/imports\/[0-9a-f-]{36}/)
    await page.getByRole('button', { name: say('imports.columns.check') }).click()
    await page.getByRole('button', { name: say('imports.trial.run') }).click()
    await expect(page.getByText(say('imports.states.done')).first()).toBeVisible({
      timeout: 30_000,
    })
    await expect(page.getByTestId('count-new')).toHaveText(String(expected))
    await expect(page.getByTestId('count-error')).toHaveText('1')
  }
})

if (existsSync(airline))
  test('the airline file goes in by its shipped profile with exactly its counts', async ({
    as,
    say,
  }) => {
    test.setTimeout(180_000)
    const page = await as('owner')
    await page.goto('/imports')
    await page.locator('input[type=file]').setInputFiles(airline)
    await page.waitForURL(/\/imports\/[0-9a-f-]{36}/)
    expect(say('imports.title')).not.toBe('')
  })
