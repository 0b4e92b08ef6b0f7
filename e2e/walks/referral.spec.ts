import { expect } from '@playwright/test'
import { test } from '../actors.ts'

test.describe('marketing follows referrals', () => {
  test('the landing page has the finding, the funnel and every referral of the period', async ({
    as,
    say,
  }) => {
    const page = await as('marketing')
    await page.goto('/referrals?period=all')
    await expect(page.getByRole('heading', { name: say('referrals.funnel.title') })).toBeVisible()
    for (const state of ['claimed', 'confirmed', 'visited', 'bought', 'kept'] as const)
      await expect(page.getByText(say(`referrals.states.${state}`)).first()).toBeVisible()
    await page.getByText(say('referrals.overTime.table'), { exact: true }).click()
    await expect(page).toHaveURL(/view=table/)
  })

  test('a referral shows its steps, and why its claim stands', async ({ as, say }) => {
    const page = await as('marketing')
    await page.goto('/referrals?period=all&state=kept')
    await page.getByRole('row').nth(1).click()
    await expect(page).toHaveURL(/\/referrals\/[0-9a-f-]{36}/)
    await expect(page.getByText(say('referrals.states.kept')).first()).toBeVisible()
    await expect(page.getByRole('heading', { name: say('referrals.detail.claims') })).toBeVisible()
  })

  test('somebody who told is recorded, and a ring is refused in words', async ({ as, say }) => {
    const page = await as('marketing')
    await page.goto('/referrals')
    await page.getByRole('button', { name: say('referrals.claim.open') }).click()
    const dialog = page.getByRole('dialog')
    const choose = async (label: string, text: string) => {
      await dialog.getByLabel(label).fill(text)
      await page.getByRole('option').first().click()
    }
    await choose(say('referrals.claim.referrer'), '王')
    await choose(say('referrals.claim.referee'), '王')
    await dialog.getByRole('button', { name: say('referrals.claim.save') }).click()
    // The same person on both sides.
    await expect(dialog.getByRole('alert')).toBeVisible()
  })
})
