/** Something the person who starts Zhile can mend: the message says what is wrong and what to do. */
export class StartError extends Error {
  override name = 'StartError'
}
