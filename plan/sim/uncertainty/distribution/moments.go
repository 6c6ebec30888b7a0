package distribution

import (
	"fmt"
	"math"
)

// GammaMeanSD is the gamma law with that mean and standard deviation, both positive: the usual choice for costs and rates.
func GammaMeanSD(mean, sd float64) (Law, error) {
	if !(mean > 0 && sd > 0) {
		return nil, fmt.Errorf("%w: gamma of mean %g and sd %g", ErrParameter, mean, sd)
	}
	return Gamma(mean/sd*(mean/sd), sd/mean*sd)
}

// BetaMeanSD is the beta law with that mean, strictly between 0 and 1, and standard deviation, which must be positive and
// small enough for such a law to exist: sd² < mean·(1−mean).
func BetaMeanSD(mean, sd float64) (Law, error) {
	n := mean*(1-mean)/(sd*sd) - 1
	if !(mean > 0 && mean < 1 && sd > 0 && n > 0) {
		return nil, fmt.Errorf("%w: beta of mean %g and sd %g", ErrParameter, mean, sd)
	}
	return Beta(mean*n, (1-mean)*n)
}

// LognormalInterval is the log-normal law whose central interval of that level (0.95 for a 95 % interval) runs from low to
// high, both positive. A published ratio with its confidence interval enters as this law; the median is √(low·high), which
// should be near the printed estimate. If it is not, the printed interval is not symmetric on the logarithm.
func LognormalInterval(low, high, level float64) (Law, error) {
	if !(low > 0 && low < high && level > 0 && level < 1) {
		return nil, fmt.Errorf("%w: lognormal of the %g interval %g to %g", ErrParameter, level, low, high)
	}
	z := StandardNormalQuantile(0.5 + level/2)
	return Lognormal((math.Log(low)+math.Log(high))/2, (math.Log(high)-math.Log(low))/(2*z))
}

// NormalInterval is the normal law whose central interval of that level runs from low to high.
func NormalInterval(low, high, level float64) (Law, error) {
	if !(low < high && level > 0 && level < 1) {
		return nil, fmt.Errorf("%w: normal of the %g interval %g to %g", ErrParameter, level, low, high)
	}
	z := StandardNormalQuantile(0.5 + level/2)
	return Normal(low+(high-low)/2, (high-low)/(2*z))
}
