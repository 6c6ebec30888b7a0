package uncertainty

import "math/bits"

// Design says how draws fill the space of the parameters. Both designs are keyed by the name of a parameter.
type Design struct {
	seed   uint64
	strata uint64 // 0: independent draws
}

// Random is the design of independent draws.
func Random(seed uint64) Design { return Design{seed: seed} }

// Latin is the Latin hypercube design for a number of draws: for each parameter, the range of probabilities is cut into as
// many strata as there are draws, and each stratum is drawn from once. Means of results that are nearly additive in the
// parameters vary less than under Random. Draws beyond that number begin another hypercube. 0 draws are the same as Random.
//
// Of Correlated parameters only the first keeps its strata.
func Latin(seed, draws uint64) Design { return Design{seed: seed, strata: draws} }

// Uniform returns the uniform number, strictly between 0 and 1, of a name in a draw. It is what the draws of a Set are made of.
func (d Design) Uniform(name string, number uint64) float64 { return d.uniform(key(name), number) }

func (d Design) uniform(key, number uint64) float64 {
	stream := mix(key ^ mix(d.seed))
	fine := unit(mix(stream + (number+1)*golden))
	if d.strata == 0 {
		return fine
	}
	block, place := number/d.strata, number%d.strata
	stratum := permute(place, d.strata, mix(stream^mix(block+golden)))
	return (float64(stratum) + fine) / float64(d.strata)
}

// golden is 2⁶⁴ divided by the golden ratio, the increment of the SplitMix64 generator.
const golden = 0x9E3779B97F4A7C15

// mix is the finalizer of SplitMix64 (Steele, Lea, Flood 2014; variant 13 of Stafford): every bit of the result depends on
// every bit of x.
func mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xBF58476D1CE4E5B9
	x = (x ^ x>>27) * 0x94D049BB133111EB
	return x ^ x>>31
}

// unit makes a number strictly between 0 and 1 of the upper 52 bits, in the middle of its cell.
func unit(x uint64) float64 { return (float64(x>>12) + 0.5) * 0x1p-52 }

// key hashes a name (FNV-1a, mixed).
func key(name string) uint64 {
	hash := uint64(14695981039346656037)
	for i := range len(name) {
		hash = (hash ^ uint64(name[i])) * 1099511628211
	}
	return mix(hash)
}

// permute returns where a place from 0 to size−1 goes under a permutation that the key chooses. It is a Feistel network on
// the next even number of bits, repeated until it falls into the range, so that no table is needed and any draw can be had by
// itself.
func permute(place, size, key uint64) uint64 {
	half := (bits.Len64(size-1) + 1) / 2
	mask := uint64(1)<<half - 1
	for {
		left, right := place>>half, place&mask
		for round := range uint64(8) {
			left, right = right, left^mix(key+golden*(round<<32|right+1))&mask
		}
		place = left<<half | right
		if place < size {
			return place
		}
	}
}
