import { useCallback, useSyncExternalStore } from 'react'
import type { ZodType } from 'zod'

const listeners = new Set<() => void>()
/** Parsed once for each text; also the only copy where the browser keeps nothing (private windows, full disks). */
const known = new Map<string, { text: string; value: unknown }>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', listener)
  }
}

function textOf(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return known.get(key)?.text ?? null
  }
}

function read<T>(key: string, shape: ZodType<T>, empty: T): T {
  const text = textOf(key)
  if (text === null) return empty
  const last = known.get(key)
  if (last?.text === text) return last.value as T
  const value = parse(text, shape) ?? empty
  known.set(key, { text, value })
  return value
}

function parse<T>(text: string, shape: ZodType<T>): T | null {
  try {
    const parsed = shape.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

function write<T>(key: string, value: T): void {
  const text = JSON.stringify(value)
  known.set(key, { text, value })
  try {
    localStorage.setItem(key, text)
  } catch {
    // It stays known until the page is closed; more cannot be done.
  }
  for (const listener of listeners) listener()
}

type Kept<T> = [T, (change: (value: T) => T) => void]

/**
 * A value that the browser keeps through reloads, sign-outs and lost connections, shared by its tabs. While the page comes from
 * the server, and where something else was kept, it is `empty`, which must be the same object each time.
 */
export function useKept<T>(key: string, shape: ZodType<T>, empty: T): Kept<T> {
  const value = useSyncExternalStore(
    subscribe,
    () => read(key, shape, empty),
    () => empty,
  )
  const change = useCallback(
    (next: (value: T) => T) => write(key, next(read(key, shape, empty))),
    [key, shape, empty],
  )
  return [value, change]
}
