import { beforeEach, expect, it } from 'vitest'
import { actorOf, approve, kept, sealPolicy } from '#prisma/invariants/money-steps.ts'
import { makeWorld, type World } from '#prisma/invariants/money-world.ts'
import { transaction } from '#server/db/transaction.ts'
import { disclose } from './disclose.ts'

let w: World
beforeEach(async () => {
  w = await makeWorld()
  await sealPolicy(w)
})

const told = { document: 'poster', locale: 'zh-CN' }

it('writes down what reached a customer, once, and gives it on', async () => {
  const customerId = await w.customer()
  const say = () =>
    transaction(actorOf(w, 'marketing'), (tx) =>
      disclose(tx, { ...told, kind: 'neutral', customerId, content: '欢迎把这里告诉朋友' }),
    )
  expect([await say(), await say()]).toEqual(['欢迎把这里告诉朋友', '欢迎把这里告诉朋友'])
  expect(await w.app('SELECT kind, document FROM disclosures')).toEqual([
    { kind: 'neutral', document: 'poster' },
  ])
})

it('refuses a neutral text that promises money, and writes nothing', async () => {
  const customerId = await w.customer()
  const say = transaction(actorOf(w, 'marketing'), (tx) =>
    disclose(tx, { ...told, kind: 'neutral', customerId, content: '推荐好友,返现 50 元' }),
  )
  await expect(say).rejects.toMatchObject({ problem: { rule: 'promise-in-neutral-text' } })
  expect(await w.app('SELECT 1 FROM disclosures')).toEqual([])
})

it('[row 28] tells of a thank-you only to the person whose entry was approved', async () => {
  const one = await kept(w)
  const say = (customerId: string) =>
    transaction(actorOf(w, 'finance'), (tx) =>
      disclose(tx, {
        ...told,
        kind: 'thanks',
        customerId,
        entryId: one.entry,
        content: '谢谢您 100.00',
      }),
    )
  await expect(say(one.referrer)).rejects.toMatchObject({
    problem: { rule: 'thanks-not-approved' },
  })
  await approve(w, w.members.finance, one.entry)
  await expect(say(one.referee)).rejects.toMatchObject({ problem: { rule: 'thanks-not-approved' } })
  expect(await say(one.referrer)).toBe('谢谢您 100.00')
})
