import { readFile } from 'node:fs/promises'
import { expect } from '@playwright/test'
import { test } from '../actors.ts'

test.describe('the owner opens Impact', () => {
  test('[row 1] the first sentence says which moment is shared most and which is complained of, with no overall score', async ({
    as,
    say,
  }) => {
    const page = await as('owner')
    await page.goto('/impact?period=all')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(say('impact.title'))
    // The planted truths: two bottles of water at departure, and the telephone.
    await expect(page.getByText(/离店|Departure|leaving/i).first()).toBeVisible()
    await expect(page.getByRole('group', { name: /%|moments|时刻/ }).first()).toBeVisible()
  })

  test('a click on a bar lists exactly as many as the number says', async ({ as }) => {
    const page = await as('owner')
    await page.goto('/impact?period=all&view=table')
    const table = page.getByRole('table').first()
    const figure = table.getByRole('button').or(table.getByRole('link')).first()
    const number = /\d[\d,]*/.exec(await figure.innerText())?.[0] ?? 'no number'
    await figure.click()
    const list = page.getByRole('dialog')
    await expect(list).toBeVisible()
    await expect(list.getByText(new RegExp(`^${number}\\b`)).first()).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(list).toBeHidden()
  })

  test('the file holds the numbers of the table', async ({ as, say }) => {
    const page = await as('owner')
    await page.goto('/impact?period=all&view=table')
    const saved = page.waitForEvent('download')
    await page.getByRole('button', { name: say('impact.chart.csv') }).click()
    const download = await saved
    const text = await readFile(await download.path(), 'utf8')
    const lines = text.trim().split('\r\n')
    // A byte order mark, a line of headers, a share and a complaint for each moment of the hotel.
    expect(text.startsWith('\uFEFF')).toBe(true)
    expect(lines.length).toBeGreaterThanOrEqual(1 + 2 * 14)
  })

  test('period, place and view live in the address: back brings the former answer', async ({
    as,
  }) => {
    const page = await as('owner')
    await page.goto('/impact?period=91d')
    await page.goto('/impact?period=all&location=1')
    await expect(page).toHaveURL(/location=1/)
    await page.goBack()
    await expect(page).toHaveURL(/period=91d/)
    await page.goto('/impact?period=nonsense&unknown=1')
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  })
})
