type TemplateMoment = {
  code: string
  nameZh: string
  nameEn: string
  phase: 'before' | 'during' | 'after'
}

function moment(
  code: string,
  nameZh: string,
  nameEn: string,
  phase: TemplateMoment['phase'] = 'during',
): TemplateMoment {
  return { code, nameZh, nameEn, phase }
}

/** Journeys that a business may start from: the moments in their order, the last one the end. */
export const JOURNEY_TEMPLATES = {
  hotel: {
    nameZh: '住店',
    nameEn: 'Hotel stay',
    idleLimitHours: 48,
    moments: [
      moment('booking', '预订', 'Booking', 'before'),
      moment('pick-up', '接站', 'Pick-up', 'before'),
      moment('arrival', '到酒店门前', 'Arrival at the door'),
      moment('parking', '停车', 'Parking'),
      moment('lobby', '进入大堂', 'Entering the lobby'),
      moment('reception', '前台接待', 'Reception'),
      moment('lift', '进入电梯间', 'Entering the lift'),
      moment('corridor', '进入走廊', 'Entering the corridor'),
      moment('room', '进入房间', 'Entering the room'),
      moment('wake-up-call', '叫醒服务', 'Wake-up call'),
      moment('telephone', '客用电话', 'Guest telephone'),
      moment('breakfast', '早餐', 'Breakfast'),
      moment('check-out', '前台结账', 'Check-out'),
      moment('departure', '离店', 'Departure'),
    ],
  },
} as const satisfies Record<
  string,
  { nameZh: string; nameEn: string; idleLimitHours: number; moments: readonly TemplateMoment[] }
>

export type JourneyTemplate = keyof typeof JOURNEY_TEMPLATES
