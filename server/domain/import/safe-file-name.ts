/**
 * A file's name as it may be shown, stored and sent back in a header: no folders, no control characters or quotes, no leading
 * dots, at most 120 characters. Letters of all scripts stay.
 */
export function safeFileName(name: string): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const plain = last
    .replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}<>:"|?*;]/gu, '')
    .trim()
    .replace(/^\.+/, '')
  return [...plain].slice(-120).join('') || 'import.csv'
}
