package sim

// The random numbers of this package are not a stream that is consumed; each is a function of what it is for:
//
//	draw = mix(key(seed, person, purpose) + golden·(cycle + 1))
//
// so any one of them can be computed at any time, in any order, on any machine. mix is the finaliser of SplitMix64 (Steele, Lea
// and Flood, OOPSLA 2014, with Stafford's constants "mix 13"), a bijection of 64 bits; the keys pass through it twice.

const golden = 0x9E3779B97F4A7C15

// purpose separates the draws that one person needs in one cycle.
type purpose uint64

const (
	forGroup   purpose = iota + 1  // which group the person belongs to
	forStart                       // in which state the person starts
	forMove                        // whether and which way the person leaves the state in this cycle
	forBranch                      // which branch of that way
	forStay                        // length of a stay (jump engine; the cycle is replaced by the number of the stay)
	forSplit                       // splitting of whole numbers (counts engine)
	forEvents                      // first of the events that are no states; the others follow
	forFrailty purpose = 1 << 31   // which class of frailty the person belongs to
	forQueue   purpose = 1<<31 + 1 // in which order people come who come at one moment
	forUser    purpose = 1 << 32   // first of the purposes of a user's functions
)

func mix(z uint64) uint64 {
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return z ^ z>>31
}

// personKey identifies the person within the study.
func personKey(seed, person uint64) uint64 { return mix(mix(seed+golden) + golden*person) }

// stream identifies all draws of a person for one purpose.
func stream(person uint64, p purpose) uint64 { return mix(person ^ golden*uint64(p)) }

// at returns the draw of a cycle.
func at(stream uint64, cycle int) uint64 { return mix(stream + golden*uint64(cycle+1)) }

// unit maps a draw to 0 ≤ u < 1 with 53 bits.
func unit(z uint64) float64 { return float64(z>>11) * 0x1p-53 }

// positive maps a draw to 0 < u ≤ 1, for logarithms.
func positive(z uint64) float64 { return (float64(z>>11) + 1) * 0x1p-53 }

// threshold returns the limit below which a fraction p of all draws lies; certainty is the largest number, see happens.
func threshold(p float64) uint64 {
	switch {
	case p <= 0:
		return 0
	case p >= 1:
		return certain
	}
	return uint64(p * 0x1p64)
}

// certain is above every draw that is compared: happens clears the lowest bit.
const certain = 1<<64 - 1

// happens reports whether the draw falls below the limit.
func happens(draw, limit uint64) bool { return draw&^1 < limit }
