package guidance_test

import (
	"testing"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/guidance"
	"github.com/oudpath/oudpath/plan/plantest"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/stretchr/testify/require"
)

// saidByOrders is why rules about withdrawal do not know a dose by itself.
const saidByOrders = "that it is for a withdrawal is said by its plan, an order or the stage; a dose that was taken says nothing of it"

// saidOnce is why warnings about two medicines are not given with each dose.
const saidOnce = "it is said when the one comes to the other, with each order and with what is handed out, and not each day with the same dose"

// handedOutTooSoon is why a permission does not say what a supply does.
const handedOutTooSoon = "that it is less than a week since the last supply is said of what is handed out, and a grant hands nothing out"

// takenIsReversal is why naloxone by the person's own hand is no challenge.
const takenIsReversal = "naloxone that a person took is a reversal: nobody states it as a test, and reversals are never objected to"

// differs are the rules whose cases do not carry over to a route as they are, with the reason.
var differs = map[record.RuleID]string{
	"otp.takehome.max":                 handedOutTooSoon,
	"us-wi.takehome.buprenorphine":     handedOutTooSoon,
	"ix.opioid-agonist-with-bup":       saidOnce,
	"naltrexone.opioid-free.least":     "a dose that staff gives is an observed one, which decision 9 lets come earlier",
	"gb.naltrexone.dose":               "a dose three times a week may be higher than one a day, and one dose does not say which it is",
	"wm.methadone.dose":                saidByOrders,
	"ca-bc.methadone.missed.cancelled": "a new order is what the policy asks for: what is supplied without one is cancelled",
	"methadone.induction.watched":      "whether a dose is watched each event says of itself, and another one does not",
	"methadone.supply.above-order":     "an order that has doses handed out is the order, and is judged as a rise",
	"methadone.verify.takehomes":       "what the person takes at home is the dose that was handed out; two supplies of a day have a rule of their own",
	"ca-bc.srom.missed.cancelled":      "a new order is what the policy asks for: what is supplied without one is cancelled",
	"methadone.ecg.beside":             "a dose as ordered is told nothing more, and where there is more of it methadone.ecg.baseline speaks",
	"preg.challenge":                   takenIsReversal,
	"naltrexone.challenge":             takenIsReversal,
}

// TestSameMeaningSameRule asks every firing case again by the other routes of what it asks about: a rule that refuses an order and
// is silent about the same dose from the person's own hand watches the paperwork. Rules that watch less say why in Narrow.
func TestSameMeaningSameRule(t *testing.T) {
	engines := map[string]*plan.Engine{}
	asked, met := 0, map[record.RuleID]bool{}
	for _, c := range allCases() {
		if engines[c.jurisdiction] == nil {
			engines[c.jurisdiction] = engineFor(t, c.jurisdiction)
		}
		engine := engines[c.jurisdiction]
		rule, ok := engine.Rule(c.rule)
		if !ok || rule.Narrow != "" || rule.Authority != "" || rule.Judge == nil || !c.want.fires() {
			continue
		}
		at := now.Add(c.day)
		p := planOf(t, engine, at, c.before)
		for _, body := range plantest.Routes(c.ask) {
			ev := record.Event{ID: "ask", At: at, Actor: record.Actor{ID: "a", Role: "physician"}, Body: body}
			if ev.Validate() != nil || !carries(&ev, c.ask, rule.Watches) {
				continue // the other kind cannot say it
			}
			asked++
			x, err := engine.Explain(p, ev, c.rule)
			require.NoError(t, err)
			if c.want != blocks && silent(x) && goesOn(c.before, body) { // what was told once is told again when there is more of it
				ev.Body = doubled(body)
				x, err = engine.Explain(p, ev, c.rule)
				require.NoError(t, err)
			}
			if verdict := x.Finding.Verdict; silent(x) {
				if met[c.rule] = true; differs[c.rule] != "" {
					continue
				}
				t.Errorf("%s/%s: %s by %s, and %s by %s (watched: %t)", c.rule, c.name, c.want, c.ask.Kind(), verdict, body.Kind(),
					x.Watched)
			}
		}
	}
	for rule := range differs {
		require.True(t, met[rule], "%s carries over: strike it from the list", rule)
	}
	require.Greater(t, asked, 100, "the law asks about next to nothing")
}

// TestFewRulesAreNarrow holds the exceptions from the law to one in twenty rules. Rules about who may do what where are no exceptions:
// they cite the law that names the act.
func TestFewRulesAreNarrow(t *testing.T) {
	rules := guidance.All()
	narrow := 0
	for _, r := range rules {
		if r.Narrow != "" {
			narrow++
			require.Empty(t, differs[r.ID], "%s has two reasons", r.ID)
		}
	}
	require.LessOrEqual(t, narrow*20, len(rules), "%d of %d rules watch less than every route", narrow, len(rules))
	require.LessOrEqual(t, len(differs)*20, len(rules))
}

// carries reports whether the other event has the meaning for which the rule was asked about the first, where that is one beside the
// dose or the ending: that a withdrawal is planned, say.
func carries(ev *record.Event, ask record.Body, watches record.Means) bool {
	first, other := record.ActsOf(&record.Event{Body: ask}), record.ActsOf(ev)
	return other.Means().Has(first.Means() & watches &^ (record.Doses | record.Endings))
}

func silent(x plan.Explanation) bool {
	return !x.Watched || x.Finding.Verdict == plan.VerdictMet || x.Finding.Verdict == plan.VerdictNotApplicable
}

// goesOn reports whether the event is a dose that was taken or ordered before, in the same amount or a greater one: it changes nothing.
func goesOn(before []fact, body record.Body) bool {
	dose, ok := dayOf(body)
	if kind := body.Kind(); !ok || kind != record.KindDoseGiven && kind != record.KindDoseTaken {
		return false
	}
	for _, f := range before {
		if earlier, ok := dayOf(f.body); ok && earlier.Substance == dose.Substance && dose.Day.Compare(earlier.Day) <= 0 {
			return true
		}
	}
	return false
}

// dayOf returns the doses of a day that a body brings.
func dayOf(body record.Body) (*record.Act, bool) {
	acts := record.ActsOf(&record.Event{Body: body})
	return acts.Of(record.Puts|record.Prescribes, 0)
}

// doubled is the same dose twice.
func doubled(body record.Body) record.Body {
	twice := func(d medication.Dose) medication.Dose {
		return medication.Dose{Principal: d.Principal.Times(2), Companion: d.Companion.Times(2)}
	}
	switch b := body.(type) {
	case record.DoseGiven:
		b.Dose = twice(b.Dose)
		return b
	case record.DoseTaken:
		b.Dose = twice(b.Dose)
		return b
	}
	return body
}
