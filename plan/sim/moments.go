package sim

import (
	"math"
	"math/big"
	"math/bits"
)

// moments are the sum and the sum of squares of a value over people, in steps of the reward (see reward.unit). They are whole
// numbers, so that they are the same in whatever order people are added up.
//
// A person's value is at most 2^53 steps, a difference of two at most 2^54, and there are at most 2^40 people: sums need 94 bits,
// sums of squares 148.
type moments struct {
	sum     [2]uint64 // two's complement, the lowest word first
	squares [3]uint64
}

// steps converts a value to whole steps.
func (w *reward) steps(value float64) int64 { return int64(math.RoundToEven(value * w.unit)) }

// note adds one person's value.
func (m *moments) note(steps int64) {
	var carry uint64
	m.sum[0], carry = bits.Add64(m.sum[0], uint64(steps), 0)
	m.sum[1] += uint64(steps>>63) + carry
	magnitude := uint64(max(steps, -steps))
	hi, lo := bits.Mul64(magnitude, magnitude)
	m.squares[0], carry = bits.Add64(m.squares[0], lo, 0)
	m.squares[1], carry = bits.Add64(m.squares[1], hi, carry)
	m.squares[2] += carry
}

// add adds the moments of other people.
func (m *moments) add(other *moments) {
	var carry uint64
	m.sum[0], carry = bits.Add64(m.sum[0], other.sum[0], 0)
	m.sum[1] += other.sum[1] + carry
	m.squares[0], carry = bits.Add64(m.squares[0], other.squares[0], 0)
	m.squares[1], carry = bits.Add64(m.squares[1], other.squares[1], carry)
	m.squares[2] += other.squares[2] + carry
}

func addMoments(to, from []moments) {
	for i := range to {
		to[i].add(&from[i])
	}
}

// words returns the numbers, for archives and digests.
func (m *moments) words() []*uint64 {
	return []*uint64{&m.sum[0], &m.sum[1], &m.squares[0], &m.squares[1], &m.squares[2]}
}

// estimate returns the mean over n people and its standard error. The variance n·Σx² − (Σx)² is a difference of whole numbers, so
// it is 0 only if all people have one value. If they could have had others, as varies says, nothing is known of the error, and it
// is NaN: that nobody had an overdose yet does not make their number exact.
func (m *moments) estimate(n int64, unit float64, varies bool) Estimate {
	people := big.NewInt(n)
	sum, squares := m.whole()
	variance := new(big.Int).Mul(people, squares)
	variance.Sub(variance, new(big.Int).Mul(sum, sum))
	e := Estimate{Mean: number(sum) / float64(n) / unit}
	switch {
	case variance.Sign() == 0 && varies || n < 2:
		e.StandardError = math.NaN()
	case variance.Sign() != 0:
		e.StandardError = math.Sqrt(number(variance)/float64(n)/float64(n-1)) / math.Sqrt(float64(n)) / unit
	}
	return e
}

// whole returns the sums as numbers of any size.
func (m *moments) whole() (sum, squares *big.Int) {
	word := func(high *big.Int, low uint64) *big.Int {
		return new(big.Int).Add(new(big.Int).Lsh(high, 64), new(big.Int).SetUint64(low))
	}
	sum = word(big.NewInt(int64(m.sum[1])), m.sum[0])
	squares = word(word(new(big.Int).SetUint64(m.squares[2]), m.squares[1]), m.squares[0])
	return sum, squares
}

func number(x *big.Int) float64 {
	f, _ := new(big.Float).SetInt(x).Float64()
	return f
}
