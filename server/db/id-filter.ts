const BITS_PER_ID = 12
const PROBES = 5
const LEAST = 100_000

type Layer = { bits: Uint32Array; bitCount: number; capacity: number; size: number }

/**
 * A Bloom filter of ids: says no for certain, and yes wrongly for about one stranger in three hundred. It grows by layers, 1.5
 * bytes an id, so fifty million take 75 MB.
 *
 * Ids are UUIDs of version 5, whose digits are a hash already.
 *
 * @see Bloom 1970, "Space/time trade-offs in hash coding with allowable errors"; Kirsch and Mitzenmacher 2006 for two hashes serving as many
 */
export class IdFilter {
  private readonly layers: Layer[] = []

  /** @param expected  how many ids are to come; more may, at the cost of a layer each time it doubles */
  constructor(expected: number) {
    this.layers.push(layerOf(Math.max(LEAST, expected)))
  }

  add(id: string): void {
    let layer = this.layers.at(-1)
    if (!layer || layer.size >= layer.capacity) {
      layer = layerOf((layer?.capacity ?? LEAST) * 2)
      this.layers.push(layer)
    }
    layer.size += 1
    const [first, step] = hashesOf(id)
    for (let probe = 0; probe < PROBES; probe++) {
      const bit = bitOf(layer, first, step, probe)
      layer.bits[bit >>> 5] = (layer.bits[bit >>> 5] ?? 0) | (1 << (bit & 31))
    }
  }

  mayHave(id: string): boolean {
    const [first, step] = hashesOf(id)
    return this.layers.some((layer) => {
      for (let probe = 0; probe < PROBES; probe++) {
        const bit = bitOf(layer, first, step, probe)
        if (((layer.bits[bit >>> 5] ?? 0) & (1 << (bit & 31))) === 0) return false
      }
      return true
    })
  }
}

function layerOf(capacity: number): Layer {
  const words = Math.ceil((capacity * BITS_PER_ID) / 32)
  return { bits: new Uint32Array(words), bitCount: words * 32, capacity, size: 0 }
}

/** Two 32-bit numbers from the ends of the id, which hold none of its version bits. */
function hashesOf(id: string): [number, number] {
  return [Number.parseInt(id.slice(0, 8), 16), (Number.parseInt(id.slice(28, 36), 16) | 1) >>> 0]
}

function bitOf(layer: Layer, first: number, step: number, probe: number): number {
  return (first + step * probe) % layer.bitCount
}
