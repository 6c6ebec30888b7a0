package guidance_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/plantest"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "rewrite the golden file")

// onBuprenorphine are people to whom what is offered depends on the buprenorphine that goes on.
func onBuprenorphine(place string) (all []turnedDown) {
	k := kitOf(place)
	depot, mono, combined := medication.BupSublocade, medication.BupSL, medication.BupnxFilm
	if !k.us {
		depot, mono, combined = medication.BupBuvidalMonthly, medication.BupSLGB, medication.BupnxSLGB
	}
	daily := func(product medication.ProductID, dose string) record.Order {
		return record.Order{Product: product, Dose: doseOf(dose), Setting: k.office, Supervised: truth.Yes, Schedule: medication.Daily()}
	}
	for _, dose := range []string{"8 mg", "16 mg"} {
		settled := treated(60, daily(mono, dose))
		all = append(all, turnedDown{dose + ", raised beyond all sources", settled, daily(mono, "96 mg")},
			turnedDown{dose + ", naltrexone", settled, record.Order{Product: k.naltrexone, Dose: doseOf("50 mg"), Setting: k.office}},
			turnedDown{dose + ", two parts", settled, record.Order{Product: mono, Dose: doseOf("48 mg"), PerDay: 2,
				Parts: []medication.Mass{medication.Milligrams(48), medication.Milligrams(48)}, Setting: k.office, Schedule: medication.Daily()}},
			turnedDown{dose + ", withdrawal for a positive test", settled, record.WithdrawalManagement{Method: record.MethodAnesthesia}})
	}
	daysOne := record.TakeHomeGrant{Product: mono, Dose: doseOf("96 mg"), Days: 1}
	all = append(all, turnedDown{"a day of too much to take home", treated(60, daily(mono, "16 mg")), daysOne},
		turnedDown{"discharged for a positive test, and the medication goes on", treated(60, daily(mono, "16 mg")),
			record.StageMove{Trigger: stages.DischargeAdministrative, Reason: record.ReasonPositiveTest, MedicationContinues: truth.Yes}})
	injected := []said{{Ago: 10 * aDay, Body: record.DoseGiven{Product: depot, Dose: doseOf("300 mg"), Setting: medication.SettingREMS}}}
	return append(all,
		turnedDown{"a depot, and another", injected, record.Order{Product: depot, Dose: doseOf("300 mg"), Setting: medication.SettingREMS}},
		turnedDown{"a depot, and naltrexone", injected, record.Order{Product: k.naltrexone, Dose: doseOf("50 mg"), Setting: k.office}},
		turnedDown{"heroin an hour ago, a combination", []said{{Ago: time.Hour, Body: record.OpioidUsed{Agent: "heroin"}}}, daily(combined, "8 mg/2 mg")})
}

// TestOffers holds every offer to people of whom each row of the table is asked: what, how, which question is left to the prescriber, and
// what the rules were asked.
func TestOffers(t *testing.T) {
	engines, _ := everywhere(t)
	var b strings.Builder
	for _, place := range []string{"us", "gb"} {
		for _, c := range slices.Concat(oneForEachRow(place), onBuprenorphine(place)) {
			p, err := engines[place].Restore("law", plantest.Record(now, c.facts))
			require.NoError(t, err)
			in, err := engines[place].Instead(p, question(now, c.ask))
			require.NoError(t, err, c.name)
			fmt.Fprintf(&b, "%s: %s: %s\n", place, c.name, in.Now.Status)
			for _, o := range in.Possible {
				fmt.Fprintf(&b, "  possible  %s: %s; asked: %s\n", o.Alternative, &o, record.Describe(o.Asked.Body))
			}
			for _, o := range in.Held {
				fmt.Fprintf(&b, "  held      %s: %s; asked: %s\n", o.Alternative, &o, record.Describe(o.Asked.Body))
			}
		}
	}
	golden := filepath.Join("testdata", "offered.txt")
	if *update {
		require.NoError(t, os.WriteFile(golden, []byte(b.String()), 0o644))
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(string(want), b.String()))
}
