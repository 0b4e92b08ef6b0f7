import { pinyin } from 'pinyin-pro'

/** How a name is read, for search and order: pinyin without tones, and the initials. Surnames have their own readings (单 shàn). */
export function pinyinOf(name: string): { full: string; initials: string } {
  const syllables = pinyin(name.normalize('NFKC').toLowerCase(), {
    toneType: 'none',
    type: 'array',
    surname: 'head',
    nonZh: 'consecutive',
  })
  const words = syllables.join(' ').split(/\s+/).filter(Boolean)
  return { full: words.join(' '), initials: words.map((word) => [...word][0]).join('') }
}
