import pg from 'pg'

/** How plain pg reads values: bigint as BigInt and a date as a Date at midnight UTC, as they come through Prisma. */
export const pgTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === 20) return (text: string) => BigInt(text)
    if (oid === 1082) return (text: string) => new Date(`${text}T00:00:00Z`)
    return pg.types.getTypeParser(oid, format as 'text')
  }) as typeof pg.types.getTypeParser,
}
