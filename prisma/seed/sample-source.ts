/** The system that the sample's facts come from. */
export const source = 'pms'
