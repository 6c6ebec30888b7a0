package plan

import (
	"math/rand/v2"
	"testing"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/stages"
	"github.com/stretchr/testify/require"
)

// TestDispatchWakesWhomAskingEveryoneWould compares the sets with Rule.wakes, over rules that watch anything about anything and
// bodies of every sort of act.
func TestDispatchWakesWhomAskingEveryoneWould(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var rules []*Rule
	for range 300 { // more than four words of a set
		rule := &Rule{Judge: (*View).Met, Watches: record.Means(r.Uint32() & r.Uint32() & (1<<21 - 1))}
		for _, s := range medication.Substances() {
			if r.IntN(3) == 0 {
				rule.About = rule.About.Union(medication.SetOf(s))
			}
		}
		if r.IntN(4) == 0 {
			rule.About = 0
		}
		rules = append(rules, rule)
	}
	d := newDispatch(rules, false)
	woken := 0
	for _, body := range []record.Body{
		record.Order{Product: medication.MethadoneConc, SupplyDays: 3,
			Purpose: record.PurposeDetox}, record.DoseGiven{Product: medication.BupnxFilm},
		record.DoseGiven{Product: medication.NaloxoneIN}, record.TakeHomeGrant{Product: medication.MethadoneConc, Days: 2},
		record.Screened{}, record.Screened{Results: []record.AnalyteResult{{Analyte: record.AnalyteMethadone, Result: record.Positive}}},
		record.Measured{}, record.OpioidUsed{Agent: "methadone"}, record.OpioidUsed{Agent: "heroin"}, record.Died{}, record.Retracted{},
		record.StopMedication{Substance: medication.Naltrexone}, record.StageMove{Trigger: stages.DischargePlanned}, record.LevelMove{},
		record.WithdrawalManagement{Method: record.MethodAbrupt}, record.MedicineReported{Agent: "diazepam"}, record.Challenged{Result: record.Positive},
	} {
		for _, replaces := range []record.EventID{"", "other"} {
			v := new(View)
			v.acts.Read(&record.Event{Body: body, Replaces: replaces})
			var want []*Rule
			for _, rule := range rules {
				if rule.wakes(v) {
					want = append(want, rule)
				}
			}
			d.wake(v)
			require.Len(t, v.woken, len(want), "%T", body)
			for i := range want {
				require.Same(t, want[i], v.woken[i].rule, "%T", body)
			}
			woken += len(want)
		}
	}
	require.Greater(t, woken, 1000)
}

// TestReadForgetsTheActsBefore reads many events into one place: what is read must be what a fresh reading gives.
func TestReadForgetsTheActsBefore(t *testing.T) {
	var again record.Acts
	many := record.Screened{}
	for _, a := range record.Analytes() {
		many.Results = append(many.Results, record.AnalyteResult{Analyte: a, Result: record.Positive})
	}
	for _, body := range []record.Body{many, record.Measured{}, record.Screened{}, record.Died{}, record.DoseGiven{Product: medication.BupnxFilm}, many} {
		ev := &record.Event{Body: body}
		fresh := record.ActsOf(ev)
		again.Read(ev)
		var want, have []record.Act
		for a := range fresh.All() {
			want = append(want, *a)
		}
		for a := range again.All() {
			have = append(have, *a)
		}
		require.Equal(t, want, have, "%T", body)
		require.Equal(t, fresh.Means(), again.Means())
	}
}
