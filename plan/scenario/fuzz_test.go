package scenario

import (
	"errors"
	"regexp"
	"strings"
	"testing"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/stretchr/testify/require"
)

// mostFuzzed is how many events a script may have to be run by the fuzzer: what it looks for is in short ones.
const mostFuzzed = 60

// FuzzParse reads anything and runs what can be read: neither may panic, and what Parse rejects it rejects with lines.
func FuzzParse(f *testing.F) {
	f.Add(preamble + "stable on methadone.conc 80 mg for 6 days\nexpect nothing")
	f.Add("\"no more than a quotation mark")
	f.Add(preamble + "cows pulse=3\nexpect rejected\ncase b\nexpect no duty")
	f.Add(preamble + "give bup.sl 4 mg as a\ncorrect a to give bup.sl 8 mg\nretract a because wrong\nexpect recorded")
	f.Add(preamble + "every day from 3 days ago until yesterday give bup.sl 4 mg\nask order bup.sl 4 mg + 2 mg daily for 7 days\nexpect not allowed, limit bup.dose.max 4 mg")
	f.Fuzz(func(t *testing.T, text string) {
		script, err := Parse("f", strings.NewReader(text))
		if err != nil {
			var problems *Error
			require.True(t, errors.As(err, &problems))
			require.NotEmpty(t, problems.Problems)
			return
		}
		events := 0
		for i := range script.Cases {
			for _, s := range script.Cases[i].steps {
				events += len(s.events)
			}
		}
		if events > mostFuzzed {
			return
		}
		report := script.Run(Options{})
		require.Len(t, report.Cases, len(script.Cases))
		_ = report.Text(true)
	})
}

var figures = regexp.MustCompile(figure)

// written reports whether the amount stands in the text as a number of its own, in some unit.
func written(text string, m medication.Mass) bool {
	for _, number := range figures.FindAllString(text, -1) {
		for _, unit := range []string{" mcg", " mg", " g"} {
			if parsed, err := medication.ParseMass(number + unit); err == nil && parsed == m {
				return true
			}
		}
	}
	return false
}

// FuzzAmounts reads one line, and demands that every amount in what was read stands in the line as it is.
func FuzzAmounts(f *testing.F) {
	for line := range strings.Lines(everything) {
		f.Add(strings.TrimSpace(line))
	}
	for _, line := range []string{"order bupnx.film 8-2 mg daily", "order bup.sl 2-4 mg", "give methadone.conc 1,000 mg",
		"took bup.sl 4 .5 mg", "used heroin 1 000 mg/day",
		"order methadone.conc 60mg+40mg daily", "stable on bup.sl 8 / 2 mg for 3 days", "sows 16 2 hours ago", "qtc 4 50 ms", "at 2026-11-01 01:30 EDT used heroin"} {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line string) {
		if strings.ContainsAny(line, "\n\r") {
			return
		}
		script, err := Parse("f", strings.NewReader(preamble+line+"\nexpect stage referral"))
		if err != nil {
			return
		}
		for _, s := range script.Cases[0].steps {
			for _, ev := range s.events {
				for _, m := range amounts(ev.Body) {
					require.True(t, m.IsZero() || written(line, m), "%s in %q", m, line)
				}
			}
		}
	})
}

// amounts are those of a body.
func amounts(body record.Body) []medication.Mass {
	switch b := body.(type) {
	case record.Order:
		return append([]medication.Mass{b.Dose.Principal, b.Dose.Companion, b.Least.Principal, b.Least.Companion}, b.Parts...)
	case record.DoseGiven:
		return []medication.Mass{b.Dose.Principal, b.Dose.Companion}
	case record.DoseTaken:
		return []medication.Mass{b.Dose.Principal, b.Dose.Companion}
	case record.TakeHomeSupplied:
		return []medication.Mass{b.Dose.Principal, b.Dose.Companion}
	case record.TakeHomeGrant:
		return []medication.Mass{b.Dose.Principal, b.Dose.Companion}
	case record.OpioidUsed:
		return []medication.Mass{b.DailyDose}
	}
	return nil
}
