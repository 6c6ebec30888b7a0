package guidance_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/plantest"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/stretchr/testify/require"
)

// ladder is the same act with more and more of something.
type ladder struct {
	name  string
	steps []step
}

type step struct {
	name  string
	facts []said
	ask   record.Body
}

// higherDoses are orders and doses given of more and more.
func higherDoses(name string, product medication.ProductID, setting medication.Setting, facts []said, doses ...string) []ladder {
	ordered, given := ladder{name: name + ", ordered"}, ladder{name: name + ", given"}
	for _, text := range doses {
		dose := doseOf(text)
		ordered.steps = append(ordered.steps, step{text, facts,
			record.Order{Product: product, Dose: dose, Setting: setting, Supervised: truth.Yes}})
		given.steps = append(given.steps, step{text, facts,
			record.DoseGiven{Product: product, Dose: dose, Setting: setting, Supervised: truth.Yes}})
	}
	return []ladder{ordered, given}
}

// films are doses of buprenorphine with naloxone.
func films(milligrams ...int) (doses []string) {
	for _, mg := range milligrams {
		doses = append(doses, fmt.Sprintf("%d mg/%g mg", mg, float64(mg)/4))
	}
	return doses
}

func tablets(milligrams ...int) (doses []string) {
	for _, mg := range milligrams {
		doses = append(doses, fmt.Sprintf("%d mg", mg))
	}
	return doses
}

// laddersOf are the ladders of a place.
func laddersOf(place string) (all []ladder) {
	k := kitOf(place)
	people := map[string]subject{}
	for _, s := range subjects(place) {
		if key := string([]byte{s.substance, s.act}); people[key].facts == nil {
			people[key] = s
		}
	}
	bup := tablets
	if k.us {
		bup = films
	}
	all = slices.Concat(
		higherDoses("methadone at the start", k.methadone, k.clinic, people["MS"].facts,
			tablets(10, 20, 25, 30, 35, 40, 45, 50, 55, 60, 80, 100, 150, 300, 1200)...),
		higherDoses("methadone later", k.methadone, k.clinic, people["MO"].facts, tablets(60, 65, 70, 75, 80, 90, 100, 120, 180, 190, 400,
			1200)...),
		higherDoses("buprenorphine at the start", k.bup, k.office, people["BS"].facts, bup(4, 6, 8, 12, 16, 20, 24, 32, 40, 48, 64)...),
		higherDoses("buprenorphine later", k.bup, k.office, people["BO"].facts, bup(16, 20, 24, 28, 32, 36, 40, 48, 64, 96)...),
		higherDoses("naltrexone at the start", k.naltrexone, k.office, people["NS"].facts, tablets(25, 50, 100, 150, 200, 350, 500)...),
	)
	if k.us {
		all = append(all, higherDoses("lofexidine", medication.LofexidineTab, k.office, people["LS"].facts, "0.18 mg", "0.36 mg", "0.54 mg",
			"0.72 mg", "0.9 mg", "1.08 mg", "2.88 mg", "3.06 mg")...)
		all = append(all, higherDoses("clonidine", medication.ClonidineTab, k.office, people["CS"].facts, "0.1 mg", "0.2 mg", "0.3 mg", "0.8 mg",
			"0.9 mg", "1.2 mg", "1.3 mg")...)
	}
	return append(all, longerGap("methadone", people["MO"]), longerGap("methadone", people["MP"]), longerGap("buprenorphine", people["BO"]),
		longerGap("buprenorphine", people["BP"]), longerGap("a depot", people["DO"]))
}

// longerGap asks for the dose of before after more and more days without it. What is known of the person is known today.
func longerGap(name string, s subject) ladder {
	all := ladder{name: name + " after a gap, " + s.name}
	for _, days := range []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 20, 21, 28, 29, 34, 35, 60, 120, 200} {
		var facts []said
		for _, f := range s.facts {
			switch f.Body.(type) {
			case record.DoseGiven, record.DoseTaken, record.Order:
				f.Ago += time.Duration(days) * aDay
			}
			facts = append(facts, f)
		}
		all.steps = append(all.steps, step{fmt.Sprintf("%d days", days), facts, s.ask})
	}
	return all
}

// lighter are steps that may stand better than the one below, by a part of the ladder's name, with the reason.
var lighter = map[string]string{}

// TestMoreIsNeverBetter climbs ladders of doses, and of days since the last dose: each step stands no better than the one below it.
func TestMoreIsNeverBetter(t *testing.T) {
	engines, names := everywhere(t)
	met := map[string]bool{}
	for _, place := range names {
		for _, l := range laddersOf(place) {
			answers := make([]plantest.Answer, len(l.steps))
			var path []string
			for i, r := range l.steps {
				answers[i] = plantest.Ask(t, engines[place], now, r.facts, r.ask)
				path = append(path, r.name+" "+answers[i].Standing.String())
			}
			t.Logf("%s: %s: %s", place, l.name, strings.Join(path, ", "))
			for i := 1; i < len(answers); i++ {
				key := l.name + ", " + l.steps[i].name
				if answers[i].Standing >= answers[i-1].Standing {
					continue
				}
				if met[key] = true; lighter[key] == "" {
					t.Errorf("%s: %s stands better than the step below: %s", place, key, strings.Join(path, ", "))
				}
			}
			require.NotEqual(t, answers[0].Standing, plantest.Refused, "%s: %s begins refused: %v", place, l.name, answers[0].Findings)
		}
	}
	for key := range lighter {
		require.True(t, met[key], "%s stands no better: strike it from the list", key)
	}
}
