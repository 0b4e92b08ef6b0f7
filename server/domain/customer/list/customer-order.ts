/** How the customer list can stand: by arrival, or by name in pinyin. */
export const CUSTOMER_ORDERS = ['newest', 'oldest', 'name', 'name-desc'] as const
export type CustomerOrder = (typeof CUSTOMER_ORDERS)[number]
