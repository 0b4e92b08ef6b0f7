/**
 * A cell as its writer meant it: full-width digits and letters become ordinary ones (NFKC), spaces of any kind around it go,
 * and the many minus signs become one.
 */
export function plainText(cell: string): string {
  return cell
    .normalize('NFKC')
    .replaceAll(/[\u2212\u2012\u2013\uFE63]/g, '-')
    .replaceAll(/[\u200B\uFEFF]/g, '')
    .trim()
}
