/** One-tap emotions: valence −2 … 2 (unpleasant to pleasant), arousal 0 … 2 (still to stirred). */
export const EMOTIONS = [
  { code: 'delighted', valence: 2, arousal: 2, sign: '🤩' },
  { code: 'moved', valence: 2, arousal: 1, sign: '🥰' },
  { code: 'content', valence: 2, arousal: 0, sign: '😊' },
  { code: 'surprised', valence: 1, arousal: 2, sign: '😮' },
  { code: 'amused', valence: 1, arousal: 1, sign: '😄' },
  { code: 'relieved', valence: 1, arousal: 0, sign: '😌' },
  { code: 'indifferent', valence: 0, arousal: 0, sign: '😐' },
  { code: 'confused', valence: -1, arousal: 1, sign: '😕' },
  { code: 'disappointed', valence: -1, arousal: 0, sign: '😞' },
  { code: 'anxious', valence: -1, arousal: 2, sign: '😰' },
  { code: 'angry', valence: -2, arousal: 2, sign: '😠' },
  { code: 'tearful', valence: -2, arousal: 0, sign: '😢' },
] as const

export type EmotionCode = (typeof EMOTIONS)[number]['code']

export const EMOTION_CODES = EMOTIONS.map((emotion) => emotion.code)
