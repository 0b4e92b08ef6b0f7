/** The shape of an area of words: the same keys in every language, a sentence at each end. */
export type Words<Area> = {
  [Key in keyof Area]: Area[Key] extends string ? string : Words<Area[Key]>
}
