package guidance_test

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/oudpath/oudpath/plan"
	"github.com/stretchr/testify/require"
)

// amount is a number with the word after it, in a limit or in a sentence.
type amount struct{ number, unit string }

var amounts = regexp.MustCompile(`(\d[\d,]*(?:\.\d+)?)(?: ?(mg|micrograms|ug|percent|%|days?|hours?|h|minutes?|min|weeks?|months?|years?|ms)(?:\b|$| ))?`)

var (
	dates  = regexp.MustCompile(`\d{4}-\d{2}-\d{2}|\d{1,2}:\d{2}`)
	hoursM = regexp.MustCompile(`(\d+) h (\d+) min`)
)

// amountsIn lists the amounts of a text. Days of the calendar and times of the clock are none; hours with minutes are minutes.
func amountsIn(text string) (all []amount) {
	text = hoursM.ReplaceAllStringFunc(dates.ReplaceAllString(text, ""), func(t string) string {
		part := hoursM.FindStringSubmatch(t)
		hours, _ := strconv.Atoi(part[1])
		minutes, _ := strconv.Atoi(part[2])
		return fmt.Sprintf("%d min", hours*60+minutes)
	})
	for _, m := range amounts.FindAllStringSubmatch(text, -1) {
		all = append(all, amount{strings.ReplaceAll(m[1], ",", ""), singular(m[2])})
	}
	return all
}

func singular(unit string) string {
	return strings.TrimSuffix(unit, "s")
}

// saysAmount reports whether the limit stands in a sentence, with its unit or after another amount that has it: "25 days, fewer than 26". A
// limit that prints no unit may have one in the sentence.
func saysAmount(said []amount, limit amount) bool {
	return slices.ContainsFunc(said, func(a amount) bool {
		return a.number == limit.number && (a.unit == limit.unit || a.unit == "" || limit.unit == "")
	})
}

// TestThePrintedLimitIsTheOneInTheSentence holds, over all cases in their places and over all that is said there: where a finding prints a limit
// and its sentence states an amount of the same unit, one of these is the limit.
func TestThePrintedLimitIsTheOneInTheSentence(t *testing.T) {
	engines := map[string]*plan.Engine{}
	seen, asked := map[string]bool{}, 0
	for _, c := range allCases() {
		home := c.home()
		if engines[home] == nil {
			engines[home] = engineFor(t, home)
		}
		at := now.Add(c.day)
		p := planOf(t, engines[home], at, c.before)
		findings, err := engines[home].Judge(p, question(at, c.ask))
		require.NoError(t, err)
		for _, f := range findings {
			if f.Limit == nil || f.Verdict != plan.VerdictViolated {
				continue
			}
			asked++
			limit, said := amountsIn(f.Limit.Value), amountsIn(f.Message())
			if len(limit) != 1 || !slices.ContainsFunc(said, func(a amount) bool { return a.unit == limit[0].unit }) {
				continue
			}
			if !saysAmount(said, limit[0]) && !seen[string(f.Rule)+string(f.Limit.Param)] {
				seen[string(f.Rule)+string(f.Limit.Param)] = true
				t.Errorf("%s prints the limit %q (%s) and says: %s", f.Rule, f.Limit.Value, f.Limit.Param, f.Message())
			}
		}
	}
	require.Greater(t, asked, 1000, "findings with a limit")
	t.Logf("%d findings with a limit", asked)
}
