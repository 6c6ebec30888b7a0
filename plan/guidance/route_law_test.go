package guidance_test

import (
	"testing"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/plantest"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/stretchr/testify/require"
)

// saidByOrders is why rules about withdrawal do not know a dose by itself.
const saidByOrders = "that it is for a withdrawal is said by its plan, an order or the stage; a dose that was taken says nothing of it"

// saidOnce is why warnings about two medicines are not given with each dose.
const saidOnce = "it is said when the one comes to the other, with each order and with what is handed out, and not each day with the same dose"

// differs are the rules whose cases do not carry over to a route as they are, with the reason.
var differs = map[record.RuleID]string{
	"product.greatest":             "an order says what the day comes to, and a dose that was given adds to the day",
	"bup.dose.daily-total":         "an order says what the day comes to, and a dose that was given adds to the day",
	"methadone.qtc.caution":        "it is said to who orders and when it is measured, and not again at each dose of the order",
	"methadone.qtc.danger":         "doses that go on unchanged are warned of at the order and at the measurement, and not each day",
	"ix.benzo-cns":                 saidOnce,
	"ix.cyp3a4-inhibitor":          saidOnce,
	"ix.opioid-agonist-with-bup":   saidOnce,
	"naltrexone.opioid-free.least": "a dose that staff gives is an observed one, which decision 9 lets come earlier",
	"gb.naltrexone.dose":           "a dose three times a week may be higher than one a day, and one dose does not say which it is",
	"wm.methadone.dose":            saidByOrders,
	"wm.supervised":                saidByOrders,
	"wm.first-line":                saidByOrders,
	"wm.antagonist-assisted":       saidByOrders,
	"preg.agonist-first":           saidByOrders,
	"preg.challenge":               "naloxone that a person took is a reversal: nobody states it as a test, and reversals are never objected to",
	"gb.detox.clonidine":           saidByOrders,
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
		if !ok || rule.Narrow != "" || rule.Judge == nil || !c.want.fires() {
			continue
		}
		at := now.Add(c.day)
		p := planOf(t, engine, at, c.before)
		for _, body := range plantest.Routes(c.ask) {
			ev := record.Event{ID: "ask", At: at, Actor: record.Actor{ID: "a", Role: "physician"}, Body: body}
			if ev.Validate() != nil {
				continue // the other kind cannot say it
			}
			asked++
			x, err := engine.Explain(p, ev, c.rule)
			require.NoError(t, err)
			if verdict := x.Finding.Verdict; !x.Watched || verdict == plan.VerdictMet || verdict == plan.VerdictNotApplicable {
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
