// Package portable has the elementary functions that a simulation needs, made of operations that every machine rounds alike.
//
// Package math has assembly for some processors, and a compiler may fuse a product and a sum into one rounding where the processor
// can; two machines then differ in the last bit, and with them the fingerprint of a result. Here every product is rounded before it
// is added (a conversion to float64 forbids fusing), and nothing but +, −, ·, /, √ and the exact Floor, Frexp and Ldexp is used. The
// functions are within a few units in the last place of the truth, which the tests measure against package math.
//
// It is not a replacement for package math: it covers what hazards, discounting and curves need, at no more than that accuracy.
package portable

import "math"

const (
	ln2High = 0x1.62e42feep-1                      // the first 32 bits of ln 2, so that a small whole number times it is exact
	ln2Low  = 0x1.a39ef35793c76p-33                // the rest
	log2e   = 1 / math.Ln2                         // for choosing the power of two
	small   = 0.35                                 // below it a series keeps relative accuracy that a difference would lose
	logPi   = 1.1447298858494001741434273513530587 // ln π
)

// linear returns a + b·x. The polynomials below are made of it in pairs (Estrin's scheme), which a processor computes side by side.
func linear(a, b, x float64) float64 { return a + float64(b*x) }

// Exp returns e^x.
func Exp(x float64) float64 {
	switch {
	case math.IsNaN(x):
		return x
	case x > 709.8:
		return math.Inf(1)
	case x < -745.2:
		return 0
	}
	k := math.Floor(float64(x*log2e) + 0.5)
	r := (x - float64(k*ln2High)) - float64(k*ln2Low)
	return math.Ldexp(1+float64(r*expTail(r)), int(k))
}

// expTail returns (e^x − 1)/x for |x| up to 0.35: Σ xⁿ/(n+1)!.
func expTail(x float64) float64 {
	x2 := float64(x * x)
	x4 := float64(x2 * x2)
	low := linear(linear(1, 1./2, x), linear(1./6, 1./24, x), x2)
	middle := linear(linear(1./120, 1./720, x), linear(1./5040, 1./40320, x), x2)
	high := linear(linear(1./362880, 1./3628800, x), linear(1./39916800, 1./479001600, x), x2)
	return linear(low, linear(middle, linear(high, 1./6227020800, x4), x4), x4)
}

// Expm1 returns e^x − 1, accurate near 0.
func Expm1(x float64) float64 {
	if !(math.Abs(x) < small) {
		return Exp(x) - 1
	}
	return float64(x * expTail(x))
}

// Log returns the natural logarithm of x.
func Log(x float64) float64 {
	switch {
	case math.IsNaN(x) || math.IsInf(x, 1):
		return x
	case x < 0:
		return math.NaN()
	case x == 0:
		return math.Inf(-1)
	}
	m, k := math.Frexp(x)
	if m < math.Sqrt2/2 {
		m, k = 2*m, k-1
	}
	n := float64(k)
	return float64(n*ln2High) + (artanh2((m-1)/(m+1)) + float64(n*ln2Low))
}

// Log1p returns ln(1 + x), accurate near 0.
func Log1p(x float64) float64 {
	if math.Abs(x) < 0.29 {
		return artanh2(x / (2 + x))
	}
	return Log(1 + x)
}

// artanh2 returns 2·artanh(s) = ln((1 + s)/(1 − s)) for |s| up to 0.172: twice Σ s^(2n+1)/(2n+1).
func artanh2(s float64) float64 {
	q := float64(s * s)
	q2 := float64(q * q)
	q4 := float64(q2 * q2)
	low := linear(linear(1./3, 1./5, q), linear(1./7, 1./9, q), q2)
	high := linear(linear(1./11, 1./13, q), linear(1./15, 1./17, q), q2)
	sum := linear(low, linear(high, linear(1./19, 1./21, q), q4), q4)
	return 2*s + float64(2*float64(s*float64(q*sum)))
}

// Pow returns x^y for x from 0 up. Its relative error grows with |y·ln x|, to some 1e-14 at the ends of the range.
func Pow(x, y float64) float64 {
	switch {
	case y == 0 || x == 1:
		return 1
	case y == 1:
		return x
	case x == 0 && y > 0:
		return 0
	case y == math.Floor(y) && math.Abs(y) <= 64:
		return power(x, int(y))
	}
	return Exp(float64(y * Log(x)))
}

// power multiplies.
func power(x float64, n int) float64 {
	if n < 0 {
		return 1 / power(x, -n)
	}
	result := 1.0
	for ; n > 0; n >>= 1 {
		if n&1 == 1 {
			result *= x
		}
		x *= x
	}
	return result
}

// LogErfc returns ln erfc(x) without underflow: far out in the tail erfc itself is 0.
func LogErfc(x float64) float64 {
	if x < 1 {
		return Log1p(-erf(x))
	}
	// The continued fraction of Laplace, from the far end: erfc(x) = e^(−x²)/√π · 1/(x + ½/(x + 1/(x + 3/2/(x + …)))).
	f := x
	for n := 120.0; n >= 1; n-- {
		f = x + float64(n/2)/f
	}
	return -float64(x*x) - Log(f) - logPi/2
}

// erf returns the error function for x below 1: a sum of terms of one sign.
func erf(x float64) float64 {
	if x < -6 {
		return -1
	}
	q := float64(2 * float64(x*x))
	term, sum := x, x
	for n := 3.0; math.Abs(term) > math.Abs(sum)*0x1p-56; n += 2 {
		term = float64(term*q) / n
		sum += term
	}
	return float64(float64(2/math.SqrtPi*Exp(-float64(x*x))) * sum)
}
