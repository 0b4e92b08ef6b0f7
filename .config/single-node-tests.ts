/**
 * Tests that only one Postgres can pass, and why; on a Citus cluster they are skipped and the list is printed. Everything else holds on both.
 * docs/scaling.md says what each means for who runs a cluster.
 */
export const singleNodeTests: { file: string; test: RegExp; reason: string }[] = [
  {
    file: 'prisma/migrate.test.ts',
    test: /belongs to the owner, who cannot sign in/,
    reason:
      'The coordinator works on the nodes as the owner, so on a cluster that role signs in, by a random password.',
  },
  {
    file: 'prisma/invariants/i08-amounts.test.ts',
    test: /no column of the schema is a float/,
    reason: 'Citus puts views of its own into the schema, with sizes and capacities as floats.',
  },
  {
    file: 'server/db/rollup-merge.test.ts',
    test: /rollup and deltas are the facts in every snapshot/,
    reason:
      'Each node has snapshots of its own: facts on one may be a commit ahead of counts on another while somebody writes.',
  },
  {
    file: 'server/db/rollup-questions.test.ts',
    test: /after every step of any order of facts|a merger killed at random points/,
    reason:
      'Its yardstick is plain SQL that joins facts with other tables in one snapshot; Citus refuses such joins, and has none over all nodes.',
  },
]

/** Why a test is skipped on a cluster, or undefined. */
export function singleNodeReason(path: string, test: string): string | undefined {
  return singleNodeTests.find((entry) => path.endsWith(entry.file) && entry.test.test(test))?.reason
}
