package random

// The constants of Mix in variables, which nobody writes to: a loop that reads them once keeps them in registers. Constants of 64 bits
// would be written out anew for every draw, and that costs as much as the draw.
var (
	multiplier1 uint64 = 0xBF58476D1CE4E5B9
	multiplier2 uint64 = 0x94D049BB133111EB
	golden      uint64 = Golden
)

// back undoes a multiplication by Golden.
const back = 0xF1DE83E19937733D

// Wait returns the first cycle, from the given one on, in which the draw of a stream falls below the limit of its row, and that draw;
// the horizon if there is none. Rows count up with cycles, and the last of the limits serves all later ones.
//
// It is asked once for every week of every person. Almost always nothing happens, and then the beginning of the draw says so: all but the
// upper 31 bits of a draw wait for its last step, and a beginning above the edge of a limit is above the limit.
func Wait(limits []uint64, stream uint64, cycle, horizon, row int) (int, uint64) {
	if ramp := min(len(limits)-1-row, horizon-cycle); ramp > 0 {
		passed, draw := waitOn(limits[row:][:ramp], stream+Golden*uint64(cycle+1))
		if cycle += passed; passed < ramp {
			return cycle, draw
		}
	}
	passed, draw := waitFor(limits[len(limits)-1], stream+Golden*uint64(cycle+1), stream+Golden*uint64(horizon+1))
	return cycle + passed, draw
}

// waitOn returns how many draws, from the counter on, do not fall below their limits before one does, and that one.
func waitOn(limits []uint64, counter uint64) (int, uint64) {
	a, b, step := multiplier1, multiplier2, golden
	for i, limit := range limits {
		begun := (counter ^ counter>>30) * a
		begun = (begun ^ begun>>27) * b
		if begun <= limit|unsure {
			if draw := finish(begun); Happens(draw, limit) {
				return i, draw
			}
		}
		counter += step
	}
	return len(limits), 0
}

// waitFor is waitOn with one limit, and a counter at which it ends.
func waitFor(limit, counter, end uint64) (int, uint64) {
	a, b, step := multiplier1, multiplier2, golden
	first, edge := counter, limit|unsure
	for ; counter != end; counter += step {
		begun := (counter ^ counter>>30) * a
		begun = (begun ^ begun>>27) * b
		if begun <= edge {
			if draw := finish(begun); Happens(draw, limit) {
				return int((counter - first) * back), draw
			}
		}
	}
	return int((end - first) * back), 0
}
