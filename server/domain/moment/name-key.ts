/**
 * What two spellings of a name share: full and half width, case and spaces told apart by nobody.
 * Moments are found by code or by either name through it; locations and products by their name or code.
 */
export function nameKey(name: string): string {
  return name.normalize('NFKC').trim().replaceAll(/\s+/g, ' ').toLowerCase()
}
