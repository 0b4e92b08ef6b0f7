/** Words that promise, or speak of, money for a recommendation. Chinese has no word boundaries; English has. */
const CHINESE = /佣金|返现|返利|提成|推荐有奖|老带新立减|奖励|红包/
const ENGLISH =
  /\b(?:commissions?|cash ?back|earn(?:ing)? money|rewards? for (?:referring|recommending)|referral (?:bonus|reward|fee)s?|get paid)\b/i
/** An amount of money next to a recommendation, in either order. */
const AMOUNT = /(?:[¥￥$€]\s?\d|\d\s?(?:元|块|yuan|rmb|cny|usd))/i
const RECOMMEND = /推荐|转介绍|refer|recommend/i
const NEAR = 24

/**
 * The first phrase of a text that promises money before the fact, or null. Neutral texts (pages, posters, messages) must have none.
 *
 * @see shared/spec/money.md "After the fact, and provably so", 3
 */
export function findPromise(text: string): string | null {
  const phrase = text.match(CHINESE) ?? text.match(ENGLISH)
  if (phrase) return phrase[0]
  for (const amount of text.matchAll(new RegExp(AMOUNT, 'gi'))) {
    const around = text.slice(
      Math.max(0, amount.index - NEAR),
      amount.index + amount[0].length + NEAR,
    )
    if (RECOMMEND.test(around)) return around.trim()
  }
  return null
}
