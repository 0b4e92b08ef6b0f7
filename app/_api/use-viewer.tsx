'use client'

import { createContext, type ReactNode, use } from 'react'
import type { Role } from '#server/domain/role.ts'

/** What components may know about the person at the browser. */
export type ViewerFacts = {
  name: string
  email: string
  role: Role
  organizationId: string
  organizationName: string
  currency: string
  timeZone: string
  /** The business day of now. */
  today: string
}

const ViewerContext = createContext<ViewerFacts | null>(null)

export function ViewerProvider({ value, children }: { value: ViewerFacts; children: ReactNode }) {
  return <ViewerContext value={value}>{children}</ViewerContext>
}

/** Who is signed in; only below the office's layout. */
export function useViewer(): ViewerFacts {
  const viewer = use(ViewerContext)
  if (!viewer) throw new Error('useViewer stands outside the office')
  return viewer
}
