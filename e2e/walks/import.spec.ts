import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { test } from '../actors.ts'

const airline = join(
  process.env.SHARED_DIR ?? join(process.cwd(), '..', 'shared'),
  'data/airline-experiences.csv',
)

test('a file goes in with its bad row told, again changes nothing, and is taken back', async ({
  as,
  say,
}) => {
  const page = await as('marketing')
  const mark = `walk-${Date.now()}`
  const rows = [`${mark}-1,李 明,13800138000`, `${mark}-2,"王,五",`, `${mark}-3,,13900139000`]
  const file = {
    name: '顾客.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`客户编号, 姓名 ,手机\r\n${rows.join('\r\n')}\r\n`, 'utf8'),
  }

  const first = await tried(page, file, say)
  await page.getByRole('button', { name: say('imports.trial.run', { count: 2 }) }).click()
  await expect(page.getByText(say('imports.states.done'), { exact: true }).first()).toBeVisible({
    timeout: 30_000,
  })
  await expect(page.getByText(`${mark}-3`).first()).toBeVisible()
  const saved = page.waitForEvent('download')
  await page.getByText(say('imports.problems.download')).click()
  const text = await readFile(await (await saved).path(), 'utf8')
  expect(text).toContain(`${mark}-3`)
  expect(text).not.toContain(`${mark}-1`)

  await tried(page, file, say)
  await expect(page.getByText(say('imports.trial.nothing'))).toBeVisible()

  await page.goto(first)
  await page.getByRole('button', { name: say('imports.takeBack.action') }).click()
  await page.getByRole('button', { name: say('imports.takeBack.confirmAction') }).click()
  await expect(
    page.getByText(say('imports.states.taken-back'), { exact: true }).first(),
  ).toBeVisible({
    timeout: 30_000,
  })
})

test('a file is recorded at once: what is wrong is kept aside, and all of it can be taken back', async ({
  as,
  say,
}) => {
  const page = await as('marketing')
  const mark = `once-${Date.now()}`
  const rows = [`${mark}-1,李明,13800138000`, `${mark}-2,,13900139000`]
  await dropped(page, {
    name: '顾客.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`客户编号,姓名,手机\n${rows.join('\n')}\n`, 'utf8'),
  })
  await page.getByRole('button', { name: say('imports.atOnce.action') }).click()
  await page.getByRole('button', { name: say('imports.atOnce.confirm', { count: 2 }) }).click()
  await expect(page.getByText(say('imports.states.done'), { exact: true }).first()).toBeVisible({
    timeout: 30_000,
  })
  await expect(page.getByText(`${mark}-2`).first()).toBeVisible()
  await expect(page.getByRole('button', { name: say('imports.takeBack.action') })).toBeVisible()
})

if (existsSync(airline))
  test('the airline file goes in by its shipped profile, and Impact counts it exactly', async ({
    as,
    say,
  }) => {
    test.setTimeout(300_000)
    const page = await as('owner')
    await page.goto('/imports')
    await page
      .getByRole('button', { name: /Yunqi|US airlines/ })
      .first()
      .click()
    await page.getByRole('menuitem', { name: /US airlines/ }).click()
    await dropped(page, airline)
    await page.getByRole('combobox', { name: say('imports.mapping.profile') }).click()
    await page.getByRole('option', { name: /us-airlines/ }).click()
    await page.getByRole('button', { name: say('imports.mapping.check') }).click()
    const run = page.getByRole('button', { name: say('imports.trial.run', { count: 14_640 }) })
    const nothing = page.getByText(say('imports.trial.nothing'))
    await expect(run.or(nothing)).toBeVisible({ timeout: 120_000 })
    // Another look may have brought it in before: then everything is known.
    if (await run.isVisible()) {
      await run.click()
      await expect(page.getByText(say('imports.states.done'), { exact: true }).first()).toBeVisible(
        {
          timeout: 150_000,
        },
      )
    }
    await page.goto('/impact?period=2015-02-16..2015-02-24&view=table&compare=none')
    for (const count of ['14,640', '2,363', '9,178', '2,910', '1,665', '5,462'])
      await expect(page.getByText(count).first()).toBeVisible()
  })

type Say = Parameters<Parameters<typeof test>[2]>[0]['say']
type GivenFile = { name: string; mimeType: string; buffer: Buffer }

/** Drops the file and runs the trial; answers with the import's address. */
async function tried(page: Page, file: GivenFile, say: Say): Promise<string> {
  await dropped(page, file)
  await page.getByRole('button', { name: say('imports.mapping.check') }).click()
  await expect(page.getByText(say('imports.trial.title'))).toBeVisible({ timeout: 30_000 })
  return new URL(page.url()).pathname
}

/** A field that is not yet awake takes a file without a word: it is given again. */
async function dropped(page: Page, file: GivenFile | string): Promise<void> {
  await page.goto('/imports')
  await expect(async () => {
    await page.locator('input[type=file]').setInputFiles(file)
    await page.waitForURL(/\/imports\/[0-9a-f-]{36}/, { timeout: 10_000 })
  }).toPass({ timeout: 60_000 })
}
