package survival_test

import (
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/oudpath/oudpath/plan/sim/survival"
	"github.com/stretchr/testify/require"
)

// row is a line of a golden table that plan/sim/testdata/r/check wrote from R. NA is NaN.
type row struct {
	text   map[string]string
	number map[string]float64
}

func golden(t *testing.T, name string) []row {
	t.Helper()
	file, err := os.Open(filepath.Join("testdata", name))
	require.NoError(t, err)
	defer file.Close()
	lines, err := csv.NewReader(file).ReadAll()
	require.NoError(t, err)
	var rows []row
	for _, line := range lines[1:] {
		r := row{map[string]string{}, map[string]float64{}}
		for i, head := range lines[0] {
			r.text[head] = line[i]
			if line[i] == "NA" {
				r.number[head] = math.NaN()
			} else if v, err := strconv.ParseFloat(line[i], 64); err == nil {
				r.number[head] = v
			}
		}
		rows = append(rows, r)
	}
	return rows
}

// tables are the data sets of the golden numbers.
func tables(t *testing.T) map[string]survival.Table {
	t.Helper()
	records := map[string][]survival.Record{}
	for _, r := range golden(t, "records.csv") {
		records[r.text["set"]] = append(records[r.text["set"]],
			survival.Record{Enter: r.number["enter"], Leave: r.number["leave"], Cause: survival.Cause(r.number["cause"])})
	}
	sets := map[string]survival.Table{}
	for name, set := range records {
		table, err := survival.Tabulate(set)
		require.NoError(t, err)
		sets[name] = table
	}
	return sets
}

// same requires numbers that are equal to a relative 1e-12, or to 1e-15 near zero; NaN is equal to NaN.
func same(t *testing.T, want, got float64, format string, args ...any) {
	t.Helper()
	if math.IsNaN(want) && math.IsNaN(got) || math.Abs(want-got) <= 1e-12*math.Abs(want)+1e-15 {
		return
	}
	t.Errorf("%s: R has %.17g, got %.17g", fmt.Sprintf(format, args...), want, got)
}

var scales = map[string]survival.Scale{"plain": survival.Plain, "log": survival.Log, "loglog": survival.LogLog}

// TestCurvesAgainstR compares with survfit of the R package survival.
func TestCurvesAgainstR(t *testing.T) {
	sets := tables(t)
	index := map[string]int{}
	for _, r := range golden(t, "curves.csv") {
		set := r.text["set"]
		i := index[set]
		index[set]++
		for name, scale := range scales {
			limits := survival.Limits{Level: .95, Scale: scale}
			km, err := sets[set].KaplanMeier(limits)
			require.NoError(t, err)
			p := km.Points[i]
			same(t, r.number["time"], p.Time, "%s %d time", set, i)
			same(t, r.number["at_risk"], float64(p.AtRisk), "%s %v at risk", set, p.Time)
			same(t, r.number["events"], float64(p.Events), "%s %v events", set, p.Time)
			same(t, r.number["censored"], float64(p.Censored), "%s %v censored", set, p.Time)
			same(t, r.number["survival"], p.Estimate, "%s %v survival", set, p.Time)
			same(t, r.number["std_err"], p.StdErr, "%s %v standard error", set, p.Time)
			same(t, r.number[name+"_low"], p.Low, "%s %v %s low", set, p.Time, name)
			same(t, r.number[name+"_high"], p.High, "%s %v %s high", set, p.Time, name)
			na, err := sets[set].NelsonAalen(limits)
			require.NoError(t, err)
			same(t, r.number["hazard"], na.Points[i].Estimate, "%s %v hazard", set, p.Time)
			same(t, r.number["hazard_err"], na.Points[i].StdErr, "%s %v standard error of the hazard", set, p.Time)
		}
	}
	for set, table := range sets {
		km, err := table.KaplanMeier(survival.Limits{Level: .95, Scale: survival.Plain})
		require.NoError(t, err)
		require.Len(t, km.Points, index[set], set)
	}
}

func TestQuantilesAgainstR(t *testing.T) {
	sets := tables(t)
	for _, r := range golden(t, "quantiles.csv") {
		km, err := sets[r.text["set"]].KaplanMeier(survival.Limits{Level: .95, Scale: scales[r.text["scale"]]})
		require.NoError(t, err)
		q, err := km.Quantile(r.number["p"])
		require.NoError(t, err)
		for name, got := range map[string]survival.Reach{"time": q.Time, "low": q.Low, "high": q.High} {
			v := got.Time
			if !got.Reached {
				v = math.NaN()
			}
			same(t, r.number[name], v, "%s %s %s of %v", r.text["set"], r.text["scale"], name, r.number["p"])
		}
	}
}

func TestRestrictedMeansAgainstR(t *testing.T) {
	sets := tables(t)
	for _, r := range golden(t, "means.csv") {
		km, err := sets[r.text["set"]].KaplanMeier(survival.Limits{Level: .95, Scale: survival.Log})
		require.NoError(t, err)
		mean, err := km.RestrictedMean(r.number["horizon"])
		require.NoError(t, err)
		same(t, r.number["mean"], mean.Value, "%s mean to %v", r.text["set"], r.number["horizon"])
		same(t, r.number["std_err"], mean.StdErr, "%s error of the mean to %v", r.text["set"], r.number["horizon"])
	}
}

// TestIncidenceAgainstR compares with etm (estimate, Greenwood variance, limits), and the estimate with cmprsk and survival.
func TestIncidenceAgainstR(t *testing.T) {
	sets := tables(t)
	scale := map[string]survival.Scale{"linear": survival.Plain, "log": survival.Log, "cloglog": survival.LogLog}
	for _, r := range golden(t, "incidence.csv") {
		for name, scale := range scale {
			aj, err := sets[r.text["set"]].AalenJohansen(survival.Limits{Level: .95, Scale: scale})
			require.NoError(t, err)
			curve, err := aj.Of(survival.Cause(r.number["cause"]))
			require.NoError(t, err)
			p, known := curve.At(r.number["time"])
			require.True(t, known)
			at := fmt.Sprintf("%s cause %v at %v", r.text["set"], r.number["cause"], r.number["time"])
			same(t, r.number["etm"], p.Estimate, "%s, etm", at)
			same(t, r.number["variance"], p.StdErr*p.StdErr, "%s, variance", at)
			for _, other := range []string{"cmprsk", "survival"} {
				if v := r.number[other]; !math.IsNaN(v) {
					same(t, v, p.Estimate, "%s, %s", at, other)
				}
			}
			if p.Estimate > 0 && p.Estimate < 1 {
				same(t, r.number[name+"_low"], p.Low, "%s, %s low", at, name)
				same(t, r.number[name+"_high"], p.High, "%s, %s high", at, name)
			}
		}
	}
}

func TestRatesAgainstR(t *testing.T) {
	for _, r := range golden(t, "rates.csv") {
		rate := survival.Rate{Events: int64(r.number["events"]), Time: r.number["time"]}
		low, high, err := rate.Exact(r.number["level"], 1)
		require.NoError(t, err)
		same(t, r.number["low"], low, "%+v low", rate)
		same(t, r.number["high"], high, "%+v high", rate)
	}
}

// TestComparisonAgainstR compares with coxph (ties after Efron) and survdiff.
func TestComparisonAgainstR(t *testing.T) {
	sets := tables(t)
	for _, r := range golden(t, "ratios.csv") {
		got, err := survival.Compare(sets[r.text["control"]], sets[r.text["other"]], .95)
		require.NoError(t, err)
		for name, pair := range map[string][2]float64{
			"ratio": {r.number["ratio"], got.HazardRatio}, "low": {r.number["low"], got.Low}, "high": {r.number["high"], got.High},
			"standard error": {r.number["std_err"], got.LogStdErr}, "log-rank": {r.number["log_rank"], got.LogRank}, "p": {r.number["p"],
				got.P},
		} {
			if !math.IsNaN(pair[0]) {
				require.InEpsilon(t, pair[0], pair[1], 1e-9, "%s of %s and %s", name, r.text["control"], r.text["other"])
			}
		}
	}
}
