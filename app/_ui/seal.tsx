/** The mark of the house: a seal with the character 值, drawn so that it looks alike without any font. */
export function Seal({ size = 32 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="7" fill="var(--accent)" />
      <rect
        x="2.6"
        y="2.6"
        width="26.8"
        height="26.8"
        rx="4.8"
        fill="none"
        stroke="var(--on-accent)"
        strokeOpacity="0.45"
        strokeWidth="0.8"
      />
      <path fill="var(--on-accent)" transform="translate(3.2 3.2) scale(0.8)" d={GLYPH} />
    </svg>
  )
}

/** 值, outlined from Noto Serif CJK SC Bold (SIL Open Font License). */
const GLYPH =
  'M11.4 12.3 10.4 11.9C11.2 10.6 11.9 9.1 12.4 7.5C12.9 7.5 13.2 7.3 13.3 7L9.7 6C8.9 10.1 7.3 14.5 5.7 17.2L6 17.4C6.8 16.7 7.5 15.9 8.2 15.1V26H8.7C9.7 26 10.7 25.4 10.7 25.3V12.7C11.1 12.6 11.3 12.5 11.4 12.3ZM23 7.4 21.6 9.2H19.2L19.4 7C19.9 6.9 20.2 6.7 20.2 6.3L16.8 6L16.8 9.2H12.1L12.3 9.8H16.8L16.7 12H15.9L13.4 11V24.6H11.1L11.3 25.2H25.7C26 25.2 26.2 25.1 26.3 24.9C25.6 24.1 24.4 23.1 24.4 23.1L23.5 24.4V12.9C24.1 12.8 24.3 12.7 24.5 12.5L21.9 10.6L20.8 12H18.8L19.1 9.8H24.9C25.2 9.8 25.4 9.7 25.5 9.5C24.6 8.7 23 7.4 23 7.4ZM15.7 24.6V21.8H21.1V24.6ZM15.7 21.2V18.7H21.1V21.2ZM15.7 18.1V15.7H21.1V18.1ZM15.7 15.1V12.6H21.1V15.1Z'
