import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'

type Rule = { name: string }
type Output = {
  summary: { totalCruised: number; violations: { rule: Rule; from: string }[] }
}

/** For each rule a file that breaks it, and what that file imports. */
const violations: Record<string, [from: string, to: string]> = {
  'no-cycles': ['server/domain/egg.ts', 'server/domain/hen.ts'],
  'nothing-unresolved': ['server/domain/lost.ts', 'server/domain/nowhere.ts'],
  'domain-imports-only-domain': ['server/domain/day.ts', 'server/db/order.ts'],
  'input-imports-domain-or-zod': ['server/domain/order/input.ts', 'superjson'],
  'statistics-import-domain-or-their-libraries': ['server/domain/statistics/mean.ts', 'superjson'],
  'app-gets-numbers-not-methods': ['app/_charts/bars.ts', 'server/domain/statistics/wilson.ts'],
  'words-import-nothing': ['server/words/en.ts', 'server/domain/money.ts'],
  'db-knows-only-domain': ['server/db/refund.ts', 'server/reports/revenue.ts'],
  'operations-never-look-up': ['server/operations/order/record-order.ts', 'server/api/trpc.ts'],
  'reports-perform-no-operations': ['server/reports/trend.ts', 'server/operations/order/refund.ts'],
  'operations-ask-no-reports': ['server/operations/order/close-order.ts', 'server/reports/sum.ts'],
  'api-never-touches-db': ['server/api/routers/order.ts', 'server/db/order.ts'],
  'doors-never-touch-db': ['server/jobs/nightly.ts', 'server/db/order.ts'],
  'server-never-imports-app': ['server/reports/colour.ts', 'app/theme.ts'],
  'app-enters-through-api-domain-or-words': ['app/_api/door.ts', 'server/operations/order/pay.ts'],
  'only-the-doors-import-routers': ['app/(office)/orders/orders-panel.tsx', 'server/api/root.ts'],
  'prisma-only-in-db': ['server/reports/rows.ts', '@prisma/client'],
  'pg-only-in-db': ['server/reports/raw.ts', 'pg'],
  'recharts-only-in-charts': ['app/(office)/impact/impact-panel.tsx', 'recharts'],
  'pages-are-strangers': ['app/(office)/orders/page.tsx', 'app/(office)/impact/impact.tsx'],
  'no-tests-in-shipped-code': ['server/reports/shipped.ts', 'server/reports/shipped.test.ts'],
}

const root = mkdtempSync(join(tmpdir(), 'zhile-rules-'))
afterAll(() => rmSync(root, { recursive: true }))

function cruise(directory: string, folders: string[]): Output {
  const program = resolve('node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
  const args = ['--config', resolve('.config/dependency-cruiser.cjs'), '-T', 'json', ...folders]
  const options = { cwd: directory, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 } as const
  return JSON.parse(spawnSync(process.execPath, [program, ...args], options).stdout)
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

function writeViolation([from, to]: [string, string]): void {
  const isPackage = !/^(app|server)\//.test(to)
  write(from, `import ${JSON.stringify(isPackage ? to : resolve(root, to))}\nexport const a = 1\n`)
  if (isPackage) {
    write(`node_modules/${to}/package.json`, JSON.stringify({ name: to, main: 'index.js' }))
    write(`node_modules/${to}/index.js`, '')
  } else if (!to.includes('nowhere')) write(to, 'export const b = 2\n')
}

test('each architecture rule catches the violation it names', () => {
  write('package.json', '{}')
  write('tsconfig.json', '{ "compilerOptions": { "allowImportingTsExtensions": true } }')
  for (const pair of Object.values(violations)) writeViolation(pair)
  write('server/domain/hen.ts', `import './egg.ts'\nexport const b = 2\n`)

  const found = cruise(root, ['app', 'server']).summary.violations
  for (const [rule, [from]] of Object.entries(violations)) {
    expect(found, `${rule} in ${from}`).toContainEqual(
      expect.objectContaining({ rule: expect.objectContaining({ name: rule }), from }),
    )
  }
})

test('there is an example for every architecture rule', () => {
  const { forbidden } = createRequire(import.meta.url)('./dependency-cruiser.cjs')
  const rules: Rule[] = forbidden
  expect(Object.keys(violations).sort()).toEqual(rules.map(({ name }) => name).sort())
})
