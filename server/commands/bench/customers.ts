import type pg from 'pg'
import { factId, namespaceBytes } from '#server/db/fact-id.ts'

/** Where the generated rows say that they come from. */
export const SOURCE = 'bench'

const AT_ONCE = 20_000

/** A customer for every fifty experiences. */
export function customerCount(size: number): number {
  return Math.max(100, Math.round(size / 50))
}

/**
 * Makes the customers: ids as the product makes them, names of a few thousand combinations, arrival over two years.
 * `bench.customers` keeps their rank: 1 is the busiest. Nothing else looks them up by it.
 */
export async function makeCustomers(
  owner: pg.Client,
  of: { organizationId: string; namespace: string; count: number; lastInstant: Date },
): Promise<void> {
  const namespace = namespaceBytes(of.namespace)
  await owner.query('TRUNCATE bench.customers')
  for (let first = 1; first <= of.count; first += AT_ONCE) {
    const ranks = Array.from(
      { length: Math.min(AT_ONCE, of.count - first + 1) },
      (_, at) => first + at,
    )
    const ids = ranks.map((rank) =>
      factId(namespace, 'customer', { source: SOURCE, externalId: `C${rank}` }),
    )
    await owner.query(
      `INSERT INTO bench.customers (rank, id, location_no)
       SELECT rank, id, bench.location(bench.u(rank, 101)) FROM unnest($1::int[], $2::uuid[]) AS c (rank, id)`,
      [ranks, ids],
    )
  }
  await insertCustomers(owner, of)
}

async function insertCustomers(
  owner: pg.Client,
  of: { organizationId: string; lastInstant: Date },
): Promise<void> {
  const { rows } = await owner.query<{ name: string; definition: string }>(
    `SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition
     FROM pg_index i WHERE i.indrelid = 'customers'::regclass AND NOT i.indisunique`,
  )
  await owner.query('BEGIN')
  for (const { name } of rows) await owner.query(`DROP INDEX ${name}`)
  await owner.query(INSERT, [of.organizationId, SOURCE, of.lastInstant])
  for (const { definition } of rows) await owner.query(definition)
  await owner.query('COMMIT')
}

/** By rank, so that the newest are not the busiest; in the order of arrival nobody's rank stands out. */
const INSERT = `
INSERT INTO customers (id, organization_id, source, external_id, name, name_pinyin, name_initials, phone_last4, content_hash, recorded_at)
SELECT c.id, $1::uuid, $2::text, 'C' || c.rank, sur.zh || one.zh || two.zh, concat_ws(' ', sur.py, one.py, two.py),
  left(sur.py, 1) || left(one.py, 1) || left(two.py, 1),
  lpad(floor(bench.u(c.rank, 105) * 10000)::text, 4, '0'), uuid_send(c.id),
  $3::timestamptz - bench.u(c.rank, 106) * interval '730 days'
FROM bench.customers c
JOIN bench.names sur ON sur.kind = 'family' AND sur.no = bench.zipf(bench.u(c.rank, 102), 40)
JOIN bench.names one ON one.kind = 'given' AND one.no = bench.zipf(bench.u(c.rank, 103), 60)
JOIN bench.names two ON two.kind = 'given' AND two.no = 1 + floor(bench.u(c.rank, 104) * 60)
ORDER BY bench.u(c.rank, 106)`

const FAMILY =
  '王wang 李li 张zhang 刘liu 陈chen 杨yang 赵zhao 黄huang 周zhou 吴wu 徐xu 孙sun 胡hu 朱zhu 高gao 林lin 何he 郭guo 马ma 罗luo 梁liang 宋song 郑zheng 谢xie 韩han 唐tang 冯feng 于yu 董dong 萧xiao 程cheng 曹cao 袁yuan 邓deng 许xu 傅fu 沈shen 曾zeng 彭peng 吕lv'
const GIVEN =
  '伟wei 芳fang 娜na 敏min 静jing 丽li 强qiang 磊lei 军jun 洋yang 勇yong 艳yan 杰jie 娟juan 涛tao 明ming 超chao 秀xiu 霞xia 平ping 刚gang 桂gui 英ying 华hua 玉yu 萍ping 红hong 玲ling 芬fen 燕yan 彬bin 鹏peng 浩hao 宇yu 轩xuan 涵han 梓zi 欣xin 怡yi 晨chen 佳jia 雪xue 琳lin 倩qian 博bo 文wen 志zhi 建jian 国guo 海hai 波bo 斌bin 颖ying 慧hui 莹ying 雨yu 思si 婷ting 瑶yao 诗shi'

/** The names of the generator as rows of `bench.names`. */
export function nameRows(): { kind: string; no: number; zh: string; py: string }[] {
  const rows = (kind: string, text: string) =>
    text
      .split(' ')
      .map((name, at) => ({ kind, no: at + 1, zh: name.slice(0, 1), py: name.slice(1) }))
  return [...rows('family', FAMILY), ...rows('given', GIVEN)]
}
