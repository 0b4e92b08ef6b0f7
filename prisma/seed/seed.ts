import { closeDatabase } from '#server/db/client.ts'
import { seedSampleBusiness } from './seed-sample-business.ts'

// npm run seed -- 0.02: the sample business in the database of the environment; the number scales it.

const began = performance.now()
await seedSampleBusiness({ today: new Date(), scale: Number(process.argv[2] ?? 1) })
console.log(`Seeded in ${((performance.now() - began) / 1000).toFixed(1)} s`)
await closeDatabase()
