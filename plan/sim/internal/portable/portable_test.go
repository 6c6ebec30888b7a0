package portable

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
)

// near reports that two numbers agree to a relative error.
func near(t *testing.T, want, got, relative float64, args ...any) {
	t.Helper()
	if want == got || math.IsNaN(want) && math.IsNaN(got) {
		return
	}
	require.InEpsilon(t, want, got, relative, args...)
}

// TestFunctionsAreThoseOfPackageMath compares with package math, which is within one unit in the last place.
func TestFunctionsAreThoseOfPackageMath(t *testing.T) {
	for i := -4000; i <= 4000; i++ {
		x := float64(i) / 8 * (1 + float64(i%7)/1000)
		near(t, math.Exp(x), Exp(x), 4e-16, "exp %v", x)
		for _, scale := range []float64{1, 1e-3, 1e-9} {
			near(t, math.Expm1(x*scale), Expm1(x*scale), 1e-15, "expm1 %v", x*scale)
			if x*scale > -1 {
				near(t, math.Log1p(x*scale), Log1p(x*scale), 2e-15, "log1p %v", x*scale)
			}
		}
		if y := math.Exp(x); y > 0 {
			near(t, math.Log(y), Log(y), 1e-15, "log %v", y)
			near(t, math.Pow(y, 0.57), Pow(y, 0.57), 1e-13, "pow %v", y)
		}
		if z := x / 20; z < 25 {
			near(t, math.Log(math.Erfc(z)), LogErfc(z), 2e-13, "log erfc %v", z)
		}
	}
}

func TestEdgesOfTheFunctions(t *testing.T) {
	inf := math.Inf(1)
	require.Equal(t, []float64{1, 0, inf, 0, inf}, []float64{Exp(0), Exp(-inf), Exp(inf), Exp(-746), Exp(710)})
	require.Equal(t, []float64{0, -1, inf}, []float64{Expm1(0), Expm1(-inf), Expm1(inf)})
	require.Equal(t, []float64{0, -inf, inf, 0, -inf, inf}, []float64{Log(1), Log(0), Log(inf), Log1p(0), Log1p(-1), Log1p(inf)})
	require.Equal(t, []float64{1, 1, 0, 9, 1. / 8, 7}, []float64{Pow(5, 0), Pow(1, 3.3), Pow(0, 0.5), Pow(3, 2), Pow(2, -3), Pow(7, 1)})
	for _, x := range []float64{Exp(math.NaN()), Expm1(math.NaN()), Log(math.NaN()), Log(-1), Log1p(-2)} {
		require.True(t, math.IsNaN(x))
	}
	require.InDelta(t, -40*40-math.Log(40*math.SqrtPi), LogErfc(40), 1e-3, "far beyond where erfc is 0")
	require.InDelta(t, math.Ln2, LogErfc(-9), 1e-15)
}

// FuzzInverse holds that logarithm and exponential undo each other.
func FuzzInverse(f *testing.F) {
	f.Add(0.5)
	f.Add(-700.0)
	f.Fuzz(func(t *testing.T, x float64) {
		if !(math.Abs(x) < 700) || x == 0 {
			return
		}
		require.InDelta(t, x, Log(Exp(x)), 1e-13+4e-16*math.Abs(x))
		if x < -36 {
			return // Expm1 is -1 to the last bit there, and the way back is lost
		}
		near(t, x, Log1p(Expm1(x)), 1e-15+3e-16*math.Exp(math.Abs(min(x, 0))), "%v", x)
	})
}
