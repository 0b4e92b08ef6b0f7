import type { Role } from '#server/domain/role.ts'

/** A person who works here, as the list answers. */
export type Member = {
  id: string
  userId: string
  name: string
  email: string
  role: Role
  locationId: string | null
  locationName: string | null
  linkedCustomerId: string | null
  linkedCustomerName: string | null
  deactivatedAt: Date | null
  createdAt: Date
}

export type MemberAct = {
  kind: 'change' | 'deactivate' | 'reactivate' | 'password-link'
  member: Member
}
