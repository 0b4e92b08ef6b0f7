/** Something that somebody did at a time; the clock shows that time while it is done. */
export type SampleEvent = { at: Date; act: () => Promise<void> }
