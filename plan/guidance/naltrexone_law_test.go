package guidance_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/plantest"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/stretchr/testify/require"
)

// contactsWithOpioids are ways in which an opioid meets the person, by the days ago.
var contactsWithOpioids = []func(days int) []fact{
	func(days int) []fact { return []fact{usedOpioid("heroin", ago(days))} },
	func(days int) []fact { return []fact{usedOpioid("fentanyl", ago(days))} },
	func(days int) []fact { return []fact{usedOpioid("methadone", ago(days))} },
	func(days int) []fact { return []fact{usedOpioid("morphine er", ago(days))} },
	func(days int) []fact { return []fact{usedOpioid("buprenorphine", ago(days))} },
	func(days int) []fact { return []fact{usedOpioid("Butrans", ago(days))} },
	func(days int) []fact { return []fact{usedOpioid("Sublocade", ago(days))} },
	func(days int) []fact { return []fact{usedOpioid("kratom", ago(days))} },
	func(days int) []fact { return []fact{usedOpioid("something unheard of", ago(days))} },
	func(days int) []fact { return []fact{told(ago(days), record.ReturnedToUse{})} },
	func(days int) []fact { return []fact{told(ago(days), record.Overdosed{Agent: "fentanyl"})} },
	func(days int) []fact { return []fact{dosed(medication.MethadoneConc, "60 mg", ago(days))} },
	func(days int) []fact { return []fact{dosed(medication.BupSL, "16 mg", ago(days))} },
	func(days int) []fact { return []fact{dosed(medication.BupSublocade, "300 mg", ago(days))} },
	func(days int) []fact { return []fact{dosed(medication.BupBrixadiWeekly, "24 mg", ago(days))} },
	func(days int) []fact { return []fact{dosed(medication.BupBrixadiMonthly, "96 mg", ago(days))} },
	func(days int) []fact { return []fact{dosed(medication.BupProbuphine, "74.2 mg", ago(days))} },
	func(days int) []fact {
		return []fact{told(ago(days), record.TakeHomeSupplied{Substance: medication.Methadone, Days: 28})}
	},
	func(days int) []fact {
		return []fact{told(ago(days), record.TakeHomeSupplied{Substance: medication.Methadone, Days: 1})}
	},
	func(days int) []fact {
		return []fact{told(ago(days), record.Order{Product: medication.BupSL, Dose: doseOf("16 mg"), SupplyDays: 28})}
	},
	func(days int) []fact { return []fact{screen(ago(days), record.Positive, record.AnalyteFentanyl)} },
	func(days int) []fact { return []fact{screen(ago(days), record.Positive, record.AnalyteMethadone)} },
	func(days int) []fact { return []fact{screen(ago(days), record.Positive, record.AnalyteBuprenorphine)} },
	func(days int) []fact { return []fact{screen(ago(days), record.Positive, record.AnalyteOpioids)} },
	func(days int) []fact { return []fact{stoppedMedicine("oxycodone", ago(days))} },
	func(days int) []fact {
		return []fact{told(ago(days), record.MedicineReported{Agent: "Percocet", Taking: truth.Yes})}
	},
	func(days int) []fact { return []fact{challenged(ago(days), record.Positive)} },
}

func ago(days int) time.Duration { return time.Duration(days)*aDay + 5*time.Hour }

// TestAddingAContactNeverPermitsNaltrexone draws histories of one and two contacts, adds another in between or after them, and
// demands that naltrexone is not permitted more than without it. Whatever agonist the plan gave was stopped, so that the clock alone
// decides.
func TestAddingAContactNeverPermitsNaltrexone(t *testing.T) {
	days := []int{0, 1, 3, 6, 7, 8, 9, 10, 13, 14, 15, 20, 21, 27, 28, 29, 34, 41, 42, 50, 60, 122, 130, 190, 230}
	base := append(readyForNaltrexone()[2:], stoppedTreatment(medication.Methadone, 2*time.Hour),
		stoppedTreatment(medication.Buprenorphine, 2*time.Hour))
	office := injection
	office.Setting = medication.SettingOffice
	watched := tabletGB
	watched.Supervised = truth.Yes
	for jurisdiction, asks := range map[string][]record.Body{"": {office, firstTablet}, "gb": {tabletGB, watched}} {
		engine := engineFor(t, jurisdiction)
		seed := rand.New(rand.NewPCG(9, uint64(len(jurisdiction))))
		known := map[string]plantest.Permission{}
		ask := func(name string, contacts []fact, body record.Body) plantest.Permission {
			key := fmt.Sprint(name, body)
			if rank, ok := known[key]; ok {
				return rank
			}
			p := planOf(t, engine, now, append(contacts, base...))
			d, err := engine.Check(p, record.Event{At: now, Actor: record.Actor{ID: "a", Role: "physician"}, Body: body})
			require.NoError(t, err)
			known[key] = plantest.Permitted(d)
			return known[key]
		}
		draw := func() (string, []fact) {
			i, d := seed.IntN(len(contactsWithOpioids)), days[seed.IntN(len(days))]
			return fmt.Sprintf("[%d %dd]", i, d), contactsWithOpioids[i](d)
		}
		denied, count := 0, 1500
		if testing.Short() {
			count = 200
		}
		for range count {
			a, first := draw()
			b, second := draw()
			c, third := draw()
			body := asks[seed.IntN(len(asks))]
			one := ask(a, first, body)
			two := ask(a+b, append(first[:len(first):len(first)], second...), body)
			three := ask(a+b+c, append(append(first[:len(first):len(first)], second...), third...), body)
			require.LessOrEqual(t, two, one, "%q: %s permits more than %s, %v", jurisdiction, a+b, a, body)
			require.LessOrEqual(t, three, two, "%q: %s permits more than %s, %v", jurisdiction, a+b+c, a+b, body)
			if one < plantest.Free {
				denied++
			}
		}
		require.Less(t, denied, count, "something is permitted")
		require.Greater(t, denied, count/10)
	}
}
