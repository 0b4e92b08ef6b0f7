/**
 * A new random id, made by the browser so that sending the same thing twice is seen to be the same thing.
 * crypto.randomUUID exists only on secure origins; a till in the shop's own network may be reached by plain HTTP.
 */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`
}
