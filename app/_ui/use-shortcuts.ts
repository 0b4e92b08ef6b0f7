'use client'

import { useEffect, useEffectEvent } from 'react'

type Shortcut = {
  /** What `KeyboardEvent.key` says: 'j', '/', '?', 'Enter'. */
  key: string
  run: (event: KeyboardEvent) => void
}

const SEQUENCE_MS = 1200
let lead: { key: string; at: number } | null = null

/** Whether the key belongs to a text field, an open dialog or an input method that composes. */
function isTyping(event: KeyboardEvent): boolean {
  if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return true
  if (event.ctrlKey || event.metaKey || event.altKey) return true
  const target = event.target
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable) return true
  if (target.closest('[role="dialog"], [role="menu"], [role="listbox"]')) return true
  const field = target.closest('input, textarea, select')
  return field instanceof HTMLElement && !isTickBox(field)
}

function isTickBox(field: HTMLElement): boolean {
  return field instanceof HTMLInputElement && ['checkbox', 'radio', 'button'].includes(field.type)
}

/**
 * Single keys that act while nobody types. A two-key sequence is written 'g i': G, then within a second I.
 * The outside system is the document's keyboard.
 */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (isTyping(event)) return
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
    const follows = lead && Date.now() - lead.at < SEQUENCE_MS ? `${lead.key} ${key}` : null
    const found =
      shortcuts.find((shortcut) => shortcut.key === follows) ??
      (follows ? undefined : shortcuts.find((shortcut) => shortcut.key === key))
    if (!found) return
    event.preventDefault()
    found.run(event)
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event)
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}

/** Remembers a leading G for the next key. Called once, by the shell. */
export function useSequenceLead(key: string): void {
  useEffect(() => {
    const remember = (event: KeyboardEvent) => {
      const isLead = !isTyping(event) && event.key.toLowerCase() === key && lead === null
      lead = isLead ? { key, at: Date.now() } : null
    }
    // After every listener of the same press has looked at the lead that came before it.
    const listen = (event: KeyboardEvent) => setTimeout(() => remember(event))
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [key])
}
