package distribution

import (
	"fmt"
	"math"
)

type normal struct{ mean, sd float64 }

// Normal is the normal law with that mean and standard deviation; sd must be positive.
func Normal(mean, sd float64) (Law, error) { return check(normal{mean, sd}, sd > 0, mean, sd) }

func (n normal) Mean() float64         { return n.mean }
func (n normal) Variance() float64     { return n.sd * n.sd }
func (n normal) String() string        { return fmt.Sprintf("normal(%g, %g)", n.mean, n.sd) }
func (n normal) CDF(x float64) float64 { return StandardNormalCDF((x - n.mean) / n.sd) }

func (n normal) Quantile(p float64) float64 { return n.mean + n.sd*StandardNormalQuantile(p) }

type lognormal struct{ meanLog, sdLog float64 }

// Lognormal is the law of a value whose natural logarithm is normal with that mean and standard deviation; sdLog must be
// positive. Its median is exp(meanLog); its mean is larger.
func Lognormal(meanLog, sdLog float64) (Law, error) {
	return check(lognormal{meanLog, sdLog}, sdLog > 0, meanLog, sdLog)
}

func (l lognormal) Mean() float64 { return math.Exp(l.meanLog + l.sdLog*l.sdLog/2) }

func (l lognormal) Variance() float64 {
	return math.Expm1(l.sdLog*l.sdLog) * math.Exp(2*l.meanLog+l.sdLog*l.sdLog)
}

func (l lognormal) String() string { return fmt.Sprintf("lognormal(%g, %g)", l.meanLog, l.sdLog) }

func (l lognormal) CDF(x float64) float64 {
	if x <= 0 {
		return 0
	}
	return StandardNormalCDF((math.Log(x) - l.meanLog) / l.sdLog)
}

func (l lognormal) Quantile(p float64) float64 {
	return math.Exp(l.meanLog + l.sdLog*StandardNormalQuantile(p))
}

// StandardNormalCDF is the probability that a standard normal value is not above z. It keeps its relative accuracy in the
// lower tail.
func StandardNormalCDF(z float64) float64 { return math.Erfc(-z/math.Sqrt2) / 2 }

// StandardNormalQuantile is the inverse of StandardNormalCDF: minus and plus infinity at 0 and 1, NaN outside. Algorithm AS 241
// (Wichura, Applied Statistics 1988;37:477), whose relative error is about 1e-16.
func StandardNormalQuantile(p float64) float64 {
	switch {
	case outside(p):
		return math.NaN()
	case p == 0:
		return math.Inf(-1)
	case p == 1:
		return math.Inf(1)
	}
	q := p - 0.5
	if math.Abs(q) <= 0.425 {
		r := 0.180625 - q*q
		return q * horner(r, &centreNumerator) / horner(r, &centreDenominator)
	}
	tail := p
	if q > 0 {
		tail = 1 - p
	}
	r := math.Sqrt(-math.Log(tail))
	var z float64
	if r <= 5 {
		z = horner(r-1.6, &middleNumerator) / horner(r-1.6, &middleDenominator)
	} else {
		z = horner(r-5, &farNumerator) / horner(r-5, &farDenominator)
	}
	return math.Copysign(z, q)
}

// The coefficients of AS 241, highest power first: the centre, the tails, the far tails.
var (
	centreNumerator = [8]float64{2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457,
		13731.693765509461125, 1971.5909503065514427, 133.14166789178437745, 3.387132872796366608}
	centreDenominator = [8]float64{5226.495278852545925, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867,
		5394.1960214247511077, 687.1870074920579083, 42.313330701600911252, 1}
	middleNumerator = [8]float64{7.7454501427834140764e-4, .0227238449892691845833, .24178072517745061177, 1.27045825245236838258,
		3.64784832476320460504, 5.7694972214606914055, 4.6303378461565452959, 1.42343711074968357734}
	middleDenominator = [8]float64{1.05075007164441684324e-9, 5.475938084995344946e-4, .0151986665636164571966, .14810397642748007459,
		.68976733498510000455, 1.6763848301838038494, 2.05319162663775882187, 1}
	farNumerator = [8]float64{2.01033439929228813265e-7, 2.71155556874348757815e-5, .0012426609473880784386, .026532189526576123093,
		.29656057182850489123, 1.7848265399172913358, 5.4637849111641143699, 6.6579046435011037772}
	farDenominator = [8]float64{2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.868691311456132591e-4,
		.0148753612908506148525, .13692988092273580531, .59983220655588793769, 1}
)

func horner(x float64, coefficients *[8]float64) float64 {
	sum := 0.0
	for _, c := range coefficients {
		sum = sum*x + c
	}
	return sum
}
