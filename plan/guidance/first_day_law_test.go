package guidance_test

import (
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/stretchr/testify/require"
)

// daysAhead are how many days before its first dose an order is written: the next day, and beyond what places let somebody miss, wait for
// and be examined before.
var daysAhead = []int{1, 4, 9, 30}

// unknownUntilThen are rules that refuse an order on the day of its first dose, and not when it is written for that day, with what nobody
// knows until then.
var unknownUntilThen = map[record.RuleID]string{
	"methadone.breathing":             "breathing: measured again before the first dose, which a warning asks for",
	"ix.intoxicated-now":              "sedation: looked at again before the first dose, which a warning asks for",
	"methadone.induction.not-sedated": "sedation: looked at again before the first dose, which a warning asks for",
	"morphine.not-sedated":            "sedation: looked at again before the first dose, which a warning asks for",
}

// judgedWhenWritten are rules that refuse an order when it is written, and not on the day of its first dose.
var judgedWhenWritten = map[record.RuleID]string{
	"bup.induction.cows-min":              "a score is stale by then, and a new one is asked for: the order is held instead",
	"bup.induction.objective-signs":       "an examination is stale by then, and a new one is asked for: the order is held instead",
	"gb.bup.min-age":                      "age is that of the day of the order",
	"otp.admission.minor-consent":         "age is that of the day of the order",
	"naltrexone.concurrent-opioid":        "what is ordered, and was not stopped, goes on as far as anybody said",
	"naltrexone.opioid-free.least":        "doses in the hand, and what is on a list as taken, go on as far as anybody said",
	"gb.bup.induction.interval.methadone": "hours are counted to the beginning of the first day",
	"naltrexone.opioid-free.long":         "doses in the hand, and what is on a list as taken, go on as far as anybody said",
}

// TestAnOrderForALaterDayIsJudgedByThatDay asks each order of the cases twice: written some days ahead, and on the day of its first dose.
// What refuses it then refuses it before, and the other way round. Limits are those of the day of the order, which is why cases about the
// day on which one changes are left out; so are people whose ordered doses of the days between nobody has missed yet.
func TestAnOrderForALaterDayIsJudgedByThatDay(t *testing.T) {
	engines, _ := everywhere(t)
	met, asked := map[record.RuleID]bool{}, 0
	for _, c := range baseCases() {
		order, is := c.ask.(record.Order)
		if !is || !order.First.IsZero() || c.day != 0 {
			continue
		}
		engine := engines[c.home()]
		p := planOf(t, engine, now, c.before)
		if dosesGoOn(t, engine, p, order) {
			continue
		}
		for _, days := range daysAhead {
			later := order
			later.First = civil.Of(now, time.UTC).Add(days)
			if !later.Last.IsZero() && later.Last.Before(later.First) {
				continue
			}
			before, then := refusing(t, engine, p, now, later), refusing(t, engine, p, now.AddDate(0, 0, days), order)
			asked++
			for id, says := range then {
				if _, knows := unknownUntilThen[id]; before[id] == "" && !knows {
					t.Errorf("%s/%s: %s is silent %d days before, and says: %s", c.rule, c.name, id, days, says)
				} else if before[id] == "" {
					met[id] = true
				}
			}
			for id, says := range before {
				if _, written := judgedWhenWritten[id]; then[id] == "" && !written {
					t.Errorf("%s/%s: %s says %d days before, and not on the day: %s", c.rule, c.name, id, days, says)
				} else if then[id] == "" {
					met[id] = true
				}
			}
		}
	}
	require.Greater(t, asked, 5_000, "the law asks about next to nothing")
	for _, rows := range []map[record.RuleID]string{unknownUntilThen, judgedWhenWritten} {
		for id := range rows {
			if !met[id] {
				t.Errorf("the row of %s is not needed", id)
			}
		}
	}
}

// dosesGoOn reports whether doses of what is ordered are ordered already, and none was missed: whether those of the days up to a later first
// dose will be taken nobody knows.
func dosesGoOn(t *testing.T, engine *plan.Engine, p plan.Plan, order record.Order) (goOn bool) {
	t.Helper()
	product, _ := medication.Lookup(order.Product)
	require.NoError(t, engine.Look(p, now, func(v *plan.View) {
		missed, _, known := v.MissedDoses(product.Substance())
		goOn = known && missed == 0
	}))
	return goOn
}

// refusing are the rules that refuse the intent, with what they say.
func refusing(t *testing.T, engine *plan.Engine, p plan.Plan, at time.Time, body record.Body) map[record.RuleID]string {
	t.Helper()
	findings, err := engine.Judge(p, question(at, body))
	require.NoError(t, err)
	says := map[record.RuleID]string{}
	for i := range findings {
		if f := &findings[i]; f.Verdict == plan.VerdictViolated && f.Severity == record.Block {
			says[f.Rule] = f.Message()
		}
	}
	return says
}
