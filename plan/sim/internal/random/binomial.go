package random

import (
	"math"

	"github.com/oudpath/oudpath/plan/sim/internal/portable"
)

// Binomial draws how many of n succeed, each with probability p: exactly, by counting along the distribution where the mean is
// small and by Hörmann's transformed rejection with squeeze (BTRS, J. Statist. Comput. Simul. 46, 1993) elsewhere.
func (g *Generator) Binomial(n int64, p float64) int64 {
	switch {
	case n <= 0 || !(p > 0):
		return 0
	case p >= 1:
		return n
	case p > 0.5:
		return n - g.Binomial(n, 1-p)
	case float64(n)*p < 10:
		return g.inversion(n, p)
	}
	return g.rejection(float64(n), p)
}

// inversion walks up the distribution from zero.
func (g *Generator) inversion(n int64, p float64) int64 {
	odds := p / (1 - p)
	chance := portable.Exp(float64(n) * portable.Log1p(-p))
	u := Unit(g.Next())
	for k := int64(0); ; k++ {
		if u < chance || k == n {
			return k
		}
		u -= chance
		chance = float64(chance * (odds * float64(n-k) / float64(k+1)))
		if chance < 1e-300 && float64(k) > float64(n)*p { // u lies in the last rounding error
			return k
		}
	}
}

func (g *Generator) rejection(n, p float64) int64 {
	spread := math.Sqrt(n * p * (1 - p))
	b := 1.15 + float64(2.53*spread)
	a := -0.0873 + float64(0.0248*b) + float64(0.01*p)
	c := float64(n*p) + 0.5
	squeeze := 0.92 - 4.2/b
	alpha := (2.83 + 5.1/b) * spread
	odds := p / (1 - p)
	mode := math.Floor((n + 1) * p)
	for {
		u, v := Unit(g.Next())-0.5, Positive(g.Next())
		us := 0.5 - math.Abs(u)
		k := math.Floor(float64((2*a/us+b)*u) + c)
		if us >= 0.07 && v <= squeeze {
			return int64(k)
		}
		if k < 0 || k > n {
			continue
		}
		v = portable.Log(v * alpha / (a/(us*us) + b))
		limit := float64((mode+0.5)*portable.Log((mode+1)/(odds*(n-mode+1)))) + float64((n+1)*portable.Log((n-mode+1)/(n-k+1))) +
			float64((k+0.5)*portable.Log(odds*(n-k+1)/(k+1))) + stirling(mode) + stirling(n-mode) - stirling(k) - stirling(n-k)
		if v <= limit {
			return int64(k)
		}
	}
}

// stirling is what Stirling's formula for ln k! lacks.
func stirling(k float64) float64 {
	if k < 10 {
		return stirlings[int(k)]
	}
	x := 1 / ((k + 1) * (k + 1))
	return (1.0/12 - float64((1.0/360-float64(1.0/1260*x))*x)) / (k + 1)
}

// ln k! − [(k + 1/2) ln(k + 1) − (k + 1) + ln(2π)/2]
var stirlings = [...]float64{0.08106146679532726, 0.04134069595540929, 0.02767792568499834, 0.02079067210376509, 0.01664469118982119,
	0.01387612882307075, 0.01189670994589177, 0.01041126526197209, 0.009255462182712733, 0.008330563433362871}

// Multinomial divides n among shares that sum to one.
func (g *Generator) Multinomial(n int64, shares []float64, out []int64) {
	left := 1.0
	for i, s := range shares {
		out[i] = g.Binomial(n, min(1, s/left))
		if left -= s; left <= 1e-15 {
			out[i] = n
		}
		if n -= out[i]; n == 0 {
			return
		}
	}
	out[len(out)-1] += n
}
