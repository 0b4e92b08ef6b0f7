import { readFile } from 'node:fs/promises'
import { expect, type Page } from '@playwright/test'
import { test } from '../actors.ts'

test.describe('finance thanks after the fact', () => {
  test('the queue is worked by the keyboard: next row, select, approve, confirm', async ({
    as,
    say,
  }) => {
    const page = await as('finance')
    await page.goto('/commissions')
    const rows = page.locator('tbody tr')
    const before = await rows.count()
    expect(before).toBeGreaterThan(0)
    const mine = rows.filter({ hasNotText: say('commissions.notByYou') })
    await mine.first().focus()
    await page.keyboard.press('a')
    const bar = page.getByRole('form', { name: say('kit.confirmBar.label') })
    await expect(bar).toBeVisible()
    await bar.getByRole('button', { name: say('commissions.approve') }).press('Enter')
    await expect(bar).toBeHidden()
    await expect(page.getByText(/approved|second person|已批准|第二人/).first()).toBeVisible()
  })

  test('a rejection asks for its reason and leaves the queue', async ({ as, say }) => {
    const page = await as('finance')
    await page.goto('/commissions')
    const row = page.locator('tbody tr').last()
    await row.focus()
    await page.keyboard.press('r')
    const bar = page.getByRole('form', { name: say('kit.confirmBar.label') })
    await bar.getByLabel(say('commissions.note')).fill('seen twice')
    await bar.getByRole('button', { name: say('commissions.reject') }).click()
    await expect(bar).toBeHidden()
    await page.goto('/commissions?view=rejected')
    await expect(page.locator('tbody tr').first()).toBeVisible()
  })

  test('each thank-you explains every cent and all that reached the customer', async ({
    as,
    say,
  }) => {
    const page = await as('finance')
    await page.goto('/commissions?view=settled')
    await page.locator('tbody tr').first().click()
    await expect(page).toHaveURL(/\/commissions\/[0-9a-f-]{36}/)
    await expect(
      page.getByRole('heading', { name: say('commissions.detail.explain') }),
    ).toBeVisible()
    await expect(page.getByText(say('commissions.trace.amount'))).toBeVisible()
  })

  test('a thanked customer says once where it may go; the link does not work twice', async ({
    as,
    browser,
    say,
  }, info) => {
    const page = await as('finance')
    const link = await linkOfNewForm(page, say('commissions.detail.payeeRequest'), say)
    const context = await browser.newContext({ locale: info.project.use.locale ?? 'en' })
    const customer = await context.newPage()
    await customer.goto(new URL(link).pathname)
    const field = (name: string) => customer.getByRole('textbox', { name, exact: true })
    await field(say('thanksForm.name')).fill('王小明')
    await field(say('thanksForm.bankName')).fill('工商银行')
    await field(say('thanksForm.account')).fill('6222 0202 0011 2233')
    await customer.getByRole('checkbox').last().check()
    await customer.getByRole('button', { name: say('thanksForm.submit') }).click()
    await expect(customer.getByText(/2233/)).toBeVisible()
    await customer.goto(new URL(link).pathname)
    await expect(customer.getByRole('alert')).toBeVisible()
    await context.close()
  })

  test('a batch is frozen by one, released by another, filed for the bank, and settled', async ({
    as,
    say,
  }) => {
    const first = await as('finance')
    await first.goto('/payouts')
    await first
      .getByRole('button', { name: say('payouts.payable.draft') })
      .first()
      .click()
    await confirm(first, say('payouts.payable.draft'), say)
    await expect(first).toHaveURL(/\/payouts\/[0-9a-f-]{36}/)
    const address = new URL(first.url()).pathname
    await first.getByRole('button', { name: say('payouts.batch.freeze') }).click()
    await confirm(first, say('payouts.batch.freeze'), say)
    await expect(first.getByText(say('money.batchStates.frozen')).first()).toBeVisible()
    // Who froze it finds no way to release it.
    await expect(first.getByRole('button', { name: say('payouts.batch.release') })).toHaveCount(0)

    const owner = await as('owner')
    await owner.goto(address)
    await owner.getByRole('button', { name: say('payouts.batch.release') }).click()
    const field = owner.getByRole('textbox')
    const total = /[\d.]+/.exec((await field.getAttribute('placeholder')) ?? '')?.[0] ?? ''
    await field.fill(total)
    await confirm(owner, say('payouts.batch.release'), say)
    await expect(owner.getByText(say('money.batchStates.released')).first()).toBeVisible()

    await first.goto(address)
    await first.getByRole('button', { name: say('payouts.batch.export') }).click()
    const saved = first.waitForEvent('download')
    await confirm(first, say('payouts.batch.export'), say)
    const text = await readFile(await (await saved).path(), 'utf8')
    expect(text.startsWith('\uFEFFreference,name,account,bank,amount,currency')).toBe(true)
    expect(text).toContain(`,${total},`)
    await expect(first.getByText(say('money.batchStates.sending')).first()).toBeVisible()

    await first
      .getByRole('button', { name: say('payouts.batch.attempt') })
      .first()
      .click()
    await first.getByRole('menuitem', { name: say('payouts.batch.settle') }).click()
    await confirm(first, say('payouts.batch.settle'), say)
    await expect(first.getByText(say('money.attemptStates.settled')).first()).toBeVisible()
    await first.goto('/ledger')
    await expect(first.getByText(say('money.postings.settle')).first()).toBeVisible()
  })
})

type Say = Parameters<Parameters<typeof test>[2]>[0]['say']

/** The bar of an act without undo. */
async function confirm(page: Page, label: string, say: Say): Promise<void> {
  const bar = page.getByRole('form', { name: say('kit.confirmBar.label') })
  await bar.getByRole('button', { name: label }).click()
  await expect(bar).toBeHidden()
}

/** Walks the approved thank-yous until one can be asked for. */
async function linkOfNewForm(page: Page, ask: string, say: Say): Promise<string> {
  await page.goto('/commissions?view=approved')
  const rows = page.locator('tbody tr')
  await expect(rows.first()).toBeVisible()
  const count = await rows.count()
  for (let index = 0; index < count; index++) {
    await rows.nth(index).click()
    await expect(page.getByRole('heading', { name: say('commissions.detail.payee') })).toBeVisible()
    const button = page.getByRole('button', { name: ask })
    if ((await button.count()) > 0) {
      await button.click()
      return page.getByLabel(say('commissions.detail.payeeLink')).inputValue()
    }
    await page.goBack()
  }
  throw new Error('no approved thank-you to ask for')
}
