// Package random makes the random numbers of the simulation. They are not a stream that is consumed; each is a function of what it is for:
//
//	draw = Mix(key(seed, person, purpose) + Golden·(cycle + 1))
//
// so any one of them can be computed at any time, in any order, on any machine. Mix is the finaliser of SplitMix64 (Steele, Lea
// and Flood, OOPSLA 2014, with Stafford's constants "mix 13"), a bijection of 64 bits; the keys pass through it twice.
//
// It knows no models and no people beyond their numbers, and it is not for secrets.
package random

// Golden is what the counter goes up by: 2⁶⁴ over the golden ratio, made odd.
const Golden = 0x9E3779B97F4A7C15

// Purpose separates the draws that one person needs in one cycle.
type Purpose uint64

// The purposes.
const (
	ForGroup   Purpose = iota + 1  // which group the person belongs to
	ForStart                       // in which state the person starts
	ForMove                        // whether and which way the person leaves the state in this cycle
	ForBranch                      // which branch of that way
	ForStay                        // length of a stay (jump engine; the cycle is replaced by the number of the stay)
	ForSplit                       // splitting of whole numbers (counts engine)
	ForEvents                      // first of the events that are no states; the others follow
	ForFrailty Purpose = 1 << 31   // which class of frailty the person belongs to
	ForQueue   Purpose = 1<<31 + 1 // in which order people come who come at one moment
	ForUser    Purpose = 1 << 32   // first of the purposes of a user's functions
)

// Mix scatters a counter over all numbers of 64 bits, each of which it gives once.
func Mix(z uint64) uint64 {
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return finish(z)
}

// finish is the last step of Mix. It may change the bits of unsure, and no others.
func finish(z uint64) uint64 { return z ^ z>>31 }

const unsure = 1<<33 - 1

// StudyKey identifies the study.
func StudyKey(seed uint64) uint64 { return Mix(seed + Golden) }

// PersonIn identifies the person within the study of that key.
func PersonIn(study, person uint64) uint64 { return Mix(study + Golden*person) }

// PersonKey identifies the person within the study of that seed.
func PersonKey(seed, person uint64) uint64 { return PersonIn(StudyKey(seed), person) }

// Stream identifies all draws of a person for one purpose.
func Stream(person uint64, p Purpose) uint64 { return Mix(person ^ Golden*uint64(p)) }

// At returns the draw of a cycle.
func At(stream uint64, cycle int) uint64 { return Mix(stream + Golden*uint64(cycle+1)) }

// Unit maps a draw to 0 ≤ u < 1 with 53 bits.
func Unit(z uint64) float64 { return float64(z>>11) * 0x1p-53 }

// Positive maps a draw to 0 < u ≤ 1, for logarithms.
func Positive(z uint64) float64 { return (float64(z>>11) + 1) * 0x1p-53 }

// Threshold returns the limit below which a fraction p of all draws lies; certainty is the largest number, see Happens.
func Threshold(p float64) uint64 {
	switch {
	case p <= 0:
		return 0
	case p >= 1:
		return Certain
	}
	return uint64(p * 0x1p64)
}

// Certain is above every draw that is compared: Happens clears the lowest bit.
const Certain = 1<<64 - 1

// Happens reports whether the draw falls below the limit.
func Happens(draw, limit uint64) bool { return draw&^1 < limit }
