import { expect } from '@playwright/test'
import { personOf, signIn, test } from '../actors.ts'

test('each role lands on its own page', async ({ as }) => {
  const landings = {
    owner: /\/impact$/,
    finance: /\/commissions$/,
    marketing: /\/referrals$/,
    staff: /\/record$/,
    auditor: /\/ledger$/,
  } as const
  for (const [name, address] of Object.entries(landings)) {
    const page = await as(name as keyof typeof landings)
    await page.goto('/')
    await expect(page).toHaveURL(address)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  }
})

test('a wrong password says so and keeps the e-mail', async ({ page, say }) => {
  await page.goto('/sign-in')
  await page.getByLabel(say('auth.signIn.email')).fill(personOf('auditor').email)
  await page.getByRole('textbox', { name: say('auth.signIn.password') }).fill('not the password')
  await page.getByRole('button', { name: say('auth.signIn.submit') }).click()
  await expect(page.getByRole('alert').first()).toBeVisible()
  await expect(page.getByLabel(say('auth.signIn.email'))).toHaveValue(personOf('auditor').email)
})

test('nobody is let in without a session, and comes back to the page they asked for', async ({
  page,
  say,
}) => {
  await page.goto('/settings/profile')
  await expect(page).toHaveURL(/\/sign-in\?next=/)
  await page.getByLabel(say('auth.signIn.email')).fill(personOf('marketing').email)
  await page
    .getByRole('textbox', { name: say('auth.signIn.password') })
    .fill(personOf('marketing').password)
  await page.getByRole('button', { name: say('auth.signIn.submit') }).click()
  await expect(page).toHaveURL(/\/settings\/profile$/)
})

test('an invited colleague joins by link, and is out at once when deactivated', async ({
  as,
  browser,
  say,
}, info) => {
  const email = `guest-${Date.now()}@yunqi.example`
  const owner = await as('owner')
  await owner.goto('/settings/members')
  await owner.getByRole('button', { name: say('settings.members.invite') }).click()
  const dialog = owner.getByRole('dialog')
  await dialog.getByLabel(say('settings.members.email')).fill(email)
  await dialog.getByLabel(say('settings.members.location')).first().click()
  await owner.getByRole('option').first().click()
  await dialog.getByRole('combobox', { name: say('settings.members.role') }).click()
  await owner.getByRole('option', { name: say('shell.roles.auditor') }).click()
  await dialog.getByRole('button', { name: say('settings.members.createLink') }).click()
  const link = await dialog.getByLabel(say('settings.members.link')).inputValue()

  const context = await browser.newContext({ locale: info.project.use.locale ?? 'en' })
  const guest = await context.newPage()
  await guest.goto(new URL(link).pathname)
  await guest.getByLabel(say('auth.invitation.name')).fill('Guest')
  await guest
    .getByRole('textbox', { name: say('auth.invitation.password') })
    .fill('long enough to keep')
  await guest.getByRole('button', { name: say('auth.invitation.submit') }).click()
  await expect(guest).not.toHaveURL(/invitation|sign-in/)

  await owner.goto('/settings/members')
  const row = owner.getByRole('row').filter({ hasText: email })
  await row.getByRole('button').last().click()
  await owner.getByRole('menuitem', { name: say('settings.members.deactivate') }).click()
  await owner
    .getByRole('dialog')
    .getByRole('button', { name: say('settings.members.deactivate') })
    .click()
  await expect(row.getByText(say('settings.members.inactive'))).toBeVisible()
  await guest.goto('/settings/profile')
  await expect(guest).toHaveURL(/sign-in/)
  await context.close()
})

test('an owner switches to another organization and sees only that one', async ({ page, say }) => {
  await signIn(page, 'owner', say)
  await page.goto('/impact')
  const switcher = page.getByRole('button', { name: /Yunqi|云栖/ }).first()
  await switcher.click()
  await page.getByRole('menuitem', { name: /US airlines/ }).click()
  await expect(page.getByRole('button', { name: /US airlines/ }).first()).toBeVisible()
})
