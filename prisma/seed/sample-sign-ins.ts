import type { Role } from '#server/domain/role.ts'

export type SampleSignIn = {
  key: 'owner' | 'finance' | 'finance2' | 'marketing' | 'staff' | 'auditor'
  role: Role
  name: string
  email: string
  password: string
  /** Staff record at one hotel only. */
  locationName: string | null
}

/** Known to everybody who reads the source: for the sample business only. */
const password = 'zhile-sample-only'

/** Who can sign in to the sample business; `npm run demo` prints them. */
export const sampleSignIns: readonly SampleSignIn[] = [
  signIn('owner', 'owner', '林知行'),
  signIn('finance', 'finance', '何敏'),
  signIn('finance2', 'finance', '周正'),
  signIn('marketing', 'marketing', '苏晴'),
  signIn('staff', 'staff', '陈小满', '西湖店'),
  signIn('auditor', 'auditor', '顾衡'),
]

function signIn(
  key: SampleSignIn['key'],
  role: Role,
  name: string,
  locationName: string | null = null,
): SampleSignIn {
  return { key, role, name, email: `${key}@yunqi.example`, password, locationName }
}
