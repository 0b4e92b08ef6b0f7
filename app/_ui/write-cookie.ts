/** A preference that the server reads with the next page: language, appearance, chosen organization. */
type Preference = 'locale' | 'color-scheme' | 'organization'

export function writeCookie(name: Preference, value: string): void {
  const secure = window.location.protocol === 'https:' ? '; Secure' : ''
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and on plain http.
  document.cookie = `${name}=${value}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`
}
