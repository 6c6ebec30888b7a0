package guidance_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/plantest"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/stretchr/testify/require"
)

// wordsOf are orders that say one thing more of themselves, by what they say.
func wordsOf(o record.Order) map[string]record.Body {
	all := map[string]record.Body{}
	add := func(word string, edit func(*record.Order)) {
		said := o
		edit(&said)
		if ev := question(now, said); ev.Validate() == nil {
			all[word] = said
		}
	}
	for _, p := range []record.Purpose{record.PurposeStart, record.PurposeContinue, record.PurposeRestart, record.PurposeTestDose,
		record.PurposeRescue, record.PurposeDetox, record.PurposePain, record.PurposeChallenge} {
		add("for "+string(p), func(o *record.Order) { o.Purpose = p })
	}
	add("a rationale", func(o *record.Order) { o.Rationale = "the person asked for it" })
	add("a test dose", func(o *record.Order) { o.TestDoseAgo = 60 })
	add("a switch", func(o *record.Order) { o.ComplexSwitch = truth.Yes })
	return all
}

// lifts are the words that lift a rule which refuses where the record bears them out, by word and rule, with what bears them out.
var lifts = map[string]string{
	"a rationale methadone.induction.first-day-total":       "42 CFR 8.12(h)(3)(ii) lifts its own limit where the reason is documented",
	"for rescue bup.induction.objective-signs":              "a positive challenge and a score after it are on record: withdrawal was precipitated",
	"for rescue naltrexone.concurrent-opioid":               "decision 10: naltrexone and withdrawal after it are on record",
	"home-start bup.induction.cows-min":                     "ASAM 2020, page 10: at home nobody scores, and a dose that nobody watches bears it out",
	"home-start bup.induction.objective-signs":              "ASAM 2020, page 10: at home nobody scores, and a dose that nobody watches bears it out",
	"precipitated-withdrawal bup.induction.objective-signs": "a positive challenge and a score after it are on record: withdrawal was precipitated",
	"precipitated-withdrawal naltrexone.concurrent-opioid":  "decision 10: naltrexone and withdrawal after it are on record",
	"verified-transfer methadone.qtc.danger":                "the dose that was taken elsewhere is on record: going on with it is no rise",
}

// TestWordsLiftNothing draws people for whom something is refused or held, and says one thing more: of the order, or as a circumstance
// without anything that bears it out. It stands no better for that: decision 13.
func TestWordsLiftNothing(t *testing.T) {
	engines, names := everywhere(t)
	count := 500
	if slow() {
		count *= 40
	}
	asked := 0
	for p, place := range names {
		draw := rand.New(rand.NewPCG(13, uint64(p)))
		people, dangers, various := subjects(place), dangersOfLaw(place), traits(place)
		for range count {
			s, d := people[draw.IntN(len(people))], dangers[draw.IntN(len(dangers))]
			person, _, who := anybody(draw, s, various)
			person = append(person, d.Degrees[draw.IntN(len(d.Degrees))].Facts...)
			before := plantest.Ask(t, engines[place], now, person, s.ask)
			if before.Standing == plantest.Allowed {
				continue
			}
			hold := func(word string, after plantest.Answer) {
				asked++
				if after.Standing >= before.Standing {
					return
				}
				for i := range before.Findings {
					f := &before.Findings[i]
					if (f.Refuses() || f.Holds) && strictest(after, f.Rule) < strictest(before, f.Rule) && lifts[word+" "+string(f.Rule)] == "" {
						t.Errorf("%s: %s, %v, %s: %q lifts %s", place, s.name, who, d.Name, word, f)
					}
				}
			}
			if order, ok := s.ask.(record.Order); ok {
				for word, body := range wordsOf(order) {
					hold(word, plantest.Ask(t, engines[place], now, person, body))
				}
			}
			for _, c := range circumstances {
				with := said{Ago: 20 * time.Minute, Body: record.ContextStated{Context: c, Holds: truth.Yes}}
				hold(string(c), plantest.Ask(t, engines[place], now, append(person[:len(person):len(person)], with), s.ask))
			}
		}
	}
	require.Greater(t, asked, 5000)
}

// TestLiftedRulesComeBack takes every case in which a circumstance lifts a rule, and lets the circumstance end yesterday: the rule is back.
func TestLiftedRulesComeBack(t *testing.T) {
	engines, _ := everywhere(t)
	lifted := 0
	for _, c := range allCases() {
		engine, asked := engines[c.home()], now.Add(c.day)
		ask := question(asked, c.ask)
		x, err := engine.Explain(planOf(t, engine, asked, c.before), ask, c.rule)
		require.NoError(t, err)
		if x.Finding.Suspends == nil {
			continue
		}
		var ended []fact
		over := false
		for _, f := range c.before {
			if b, ok := f.body.(record.ContextStated); ok && b.Context == x.Finding.Suspends.Context {
				b.Until = civil.Of(asked, time.UTC).Add(-1)
				f, over = fact{f.ago + 2*aDay, b}, true
			}
			ended = append(ended, f)
		}
		if !over {
			continue // the order brings the circumstance along, by its place
		}
		lifted++
		x, err = engine.Explain(planOf(t, engine, asked, ended), ask, c.rule)
		require.NoError(t, err)
		require.Nil(t, x.Finding.Suspends, "%s/%s: %s ended yesterday, and still lifts it", c.rule, c.name, x.Finding.Suspends)
	}
	require.Greater(t, lifted, 5)
}
