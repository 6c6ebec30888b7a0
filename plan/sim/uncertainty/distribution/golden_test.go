package distribution_test

import (
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/oudpath/oudpath/plan/sim/uncertainty/distribution"
	"github.com/stretchr/testify/require"
)

// golden reads a table that plan/sim/testdata/r/check wrote from R: rows of the law and its numbers by column name.
func golden(t *testing.T, name string) (laws []distribution.Law, columns map[string][]float64) {
	t.Helper()
	file, err := os.Open(filepath.Join("testdata", name))
	require.NoError(t, err)
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	require.NoError(t, err)
	columns = map[string][]float64{}
	for _, row := range rows[1:] {
		numbers := map[string]float64{}
		for i, head := range rows[0][1:] {
			v, err := strconv.ParseFloat(row[i+1], 64)
			require.NoError(t, err, row)
			numbers[head] = v
			columns[head] = append(columns[head], v)
		}
		laws = append(laws, build(t, row[0], numbers["a"], numbers["b"]))
	}
	return laws, columns
}

func build(t *testing.T, name string, a, b float64) distribution.Law {
	t.Helper()
	constructor := map[string]func(a, b float64) (distribution.Law, error){
		"normal": distribution.Normal, "lognormal": distribution.Lognormal, "gamma": distribution.Gamma,
		"beta": distribution.Beta, "uniform": distribution.Uniform,
	}[name]
	law, err := constructor(a, b)
	require.NoError(t, err)
	return law
}

// apart is the distance of two numbers relative to the larger of them.
func apart(a, b float64) float64 {
	if a == b {
		return 0
	}
	return math.Abs(a-b) / max(math.Abs(a), math.Abs(b))
}

func TestQuantileAgainstR(t *testing.T) {
	laws, c := golden(t, "quantiles.csv")
	worst, passed := 0.0, 0
	for i, law := range laws {
		p, want := c["p"][i], c["quantile"][i]
		got := law.Quantile(p)
		gap := apart(got, want)
		if gap > 1e-12 && apart(c["back"][i], p) > 1e-6 {
			passed++ // R's own distribution function does not lead back: below about 1e-305 R stops at the smallest number
			continue
		}
		worst = max(worst, gap)
		if gap > 1e-12 {
			t.Errorf("%v: quantile of %g is %.17g, R has %.17g (apart %.2g)", law, p, got, want, gap)
		}
	}
	require.Equal(t, 2, passed, "quantiles of which R is not sure")
	t.Logf("%d quantiles, largest relative distance from R %.2g", len(laws), worst)
}

func TestCDFAgainstR(t *testing.T) {
	laws, c := golden(t, "cdf.csv")
	worst := 0.0
	for i, law := range laws {
		x, want := c["x"][i], c["cdf"][i]
		gap := apart(law.CDF(x), want)
		worst = max(worst, gap)
		if gap > 1e-12 {
			t.Errorf("%v: CDF of %g is %.17g, R has %.17g (apart %.2g)", law, x, law.CDF(x), want, gap)
		}
	}
	t.Logf("%d values, largest relative distance from R %.2g", len(laws), worst)
}
