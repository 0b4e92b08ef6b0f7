import { z } from 'zod'

export const ChangeProfile = z.strictObject({
  name: z.string().trim().min(1, 'required').max(80, 'too-long'),
})
export type ChangeProfile = z.infer<typeof ChangeProfile>

/** Left out is left as it is; `auto` follows the browser and the device. */
export const SetPreferences = z.strictObject({
  locale: z.enum(['en', 'zh-CN', 'auto']).optional(),
  colorScheme: z.enum(['light', 'dark', 'auto']).optional(),
})
export type SetPreferences = z.infer<typeof SetPreferences>
