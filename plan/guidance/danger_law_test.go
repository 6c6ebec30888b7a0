package guidance_test

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/plantest"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/stretchr/testify/require"
)

// dangerRow is what the table says of a danger at an act.
type dangerRow struct {
	line      int
	direction plantest.Direction
	says      []record.RuleID // every one of them at the worst degree; none: silent
	why       string          // why it is silent, or goes another way than no better
	elsewhere bool            // its rules speak in other places only: what is said here is not held to silence
}

// dangerKey names a place of the table: a country, a danger, a substance and an act.
type dangerKey struct {
	country, danger string
	substance, act  byte
}

// dangerTable reads testdata/dangers.txt.
func dangerTable(t testing.TB) map[dangerKey]dangerRow {
	t.Helper()
	text, err := os.ReadFile("testdata/dangers.txt")
	require.NoError(t, err)
	reasons, table, used := map[string]string{}, map[dangerKey]dangerRow{}, map[string]bool{}
	for i, line := range strings.Split(string(text), "\n") {
		if name, reason, ok := strings.Cut(strings.TrimPrefix(line, "reason "), ": "); ok && strings.HasPrefix(line, "reason ") {
			reasons[name] = reason
			continue
		}
		if line == "" || line[0] == '#' {
			continue
		}
		fields := strings.Split(line, " | ")
		require.Len(t, fields, 5, "line %d", i+1)
		row := dangerRow{line: i + 1}
		switch direction, why, _ := strings.Cut(fields[3], ": "); direction {
		case "no better":
			row.direction = plantest.NoBetter
		case "no worse":
			row.direction, row.why = plantest.NoWorse, why
		case "either":
			row.direction, row.why = plantest.Either, why
		}
		require.True(t, row.direction == plantest.NoBetter || row.why != "", "line %d: %q says no direction, or not why", i+1, fields[3])
		if reason, silent := strings.CutPrefix(fields[4], "silent: "); silent {
			require.NotEmpty(t, reasons[reason], "line %d: no reason %q", i+1, reason)
			row.why, used[reason] = reasons[reason], true
		} else {
			for id := range strings.FieldsSeq(fields[4]) {
				row.says = append(row.says, record.RuleID(id))
			}
		}
		for key := range keysOf(t, fields, i+1) {
			require.Zero(t, table[key].line, "line %d says again what line %d says: %v", i+1, table[key].line, key)
			table[key] = row
		}
	}
	for name := range reasons {
		require.True(t, used[name], "the reason %q is that of no row", name)
	}
	return table
}

// keysOf yields the places of the table that a line is about.
func keysOf(t testing.TB, fields []string, line int) map[dangerKey]bool {
	t.Helper()
	keys := map[dangerKey]bool{}
	for danger := range strings.SplitSeq(fields[1], ", ") {
		for at := range strings.FieldsSeq(fields[2]) {
			require.True(t, len(at) > 2 && at[1] == ':', "line %d: %q is no substance with acts", line, at)
			for _, act := range []byte(at[2:]) {
				for _, country := range []string{"us", "gb", "ca"} {
					if fields[0] == "everywhere" && country != "ca" || fields[0] == country {
						keys[dangerKey{country, danger, at[0], act}] = true
					}
				}
			}
		}
	}
	return keys
}

// TestTheTableOfDangers asks, for everybody of whom all is known and for every danger in all its degrees, what is said: the standing
// moves in the direction of the table, the rules of the table speak at the worst degree, and where it says that none does none does.
// The nations and states are asked about some of them, and about all where OUDPATH_SLOW is set.
func TestTheTableOfDangers(t *testing.T) {
	engines, names := everywhere(t)
	table, asked, spoke := dangerTable(t), map[dangerKey]bool{}, map[dangerKey]map[record.RuleID]bool{}
	for p, place := range names {
		for i, s := range subjects(place) {
			country, borrowed := countryOf(place, s)
			for j, d := range dangersOfLaw(place) {
				key := dangerKey{country, d.Name, s.substance, s.act}
				row, ok := table[key]
				if borrowed {
					if row = judgedIn(engines[place], row); (p+i*7+j)%9 == 0 || slow() {
						holdToTable(t, engines[place], s, d, row, place, map[record.RuleID]bool{})
					}
					continue
				}
				asked[key] = true
				if !ok {
					t.Errorf("no row in %s for %s at %c of %c", key.country, key.danger, key.act, key.substance)
				} else if place == country || slow() || (p+i*7+j)%9 == 0 {
					if spoke[key] == nil {
						spoke[key] = map[record.RuleID]bool{}
					}
					holdToTable(t, engines[place], s, d, row, place, spoke[key])
				}
			}
		}
	}
	for key, row := range table {
		us, gb := key, key // a substance may be given in one of the two only
		us.country, gb.country = "us", "gb"
		if !asked[us] && !asked[gb] && !asked[key] {
			t.Errorf("line %d: nobody is asked about %s at %c of %c", row.line, key.danger, key.act, key.substance)
		}
		for _, id := range row.says {
			if asked[key] && !spoke[key][id] {
				t.Errorf("line %d: %s says nothing of %s at %c of %c in %s", row.line, id, key.danger, key.act, key.substance, key.country)
			}
		}
	}
}

func slow() bool { return os.Getenv("OUDPATH_SLOW") != "" }

// holdToTable asks one person about one danger, and notes which rules of the row speak.
func holdToTable(t *testing.T, engine *plan.Engine, s subject, d plantest.Danger, row dangerRow, place string,
	spoke map[record.RuleID]bool) {
	t.Helper()
	answers, against := plantest.Endangered(t, engine, now, s.facts, s.ask, d, row.direction)
	where := fmt.Sprintf("%s, line %d, %s (%c of %c) with %s", place, row.line, s.name, s.act, s.substance, d.Name)
	if len(place) == 2 { // a state or a nation may be stricter with somebody
		require.Equal(t, plantest.Allowed, answers[0].Standing, "%s: nothing speaks against it without the danger", where)
	}
	if against != "" {
		t.Errorf("%s: %s", where, against)
	}
	without, worst := answers[0], answers[len(answers)-1]
	for _, id := range row.says {
		spoke[id] = spoke[id] || strictest(worst, id) > strictest(without, id)
	}
	for i := range worst.Findings {
		f := &worst.Findings[i]
		if ownRule(place, f.Rule) {
			continue // the table speaks of rules that hold in more than one place
		}
		if len(row.says) == 0 && !row.elsewhere && strictest(worst, f.Rule) > strictest(without, f.Rule) && !stricterThere(t, s, d, row, place, f.Rule) {
			t.Errorf("%s: the table says that it is silent: %s", where, f)
		}
	}
	last := 0
	for i, a := range answers { // the rule about the danger itself grows no milder
		grows := 0
		for _, id := range row.says {
			grows = max(grows, strictest(a, id))
		}
		if row.direction == plantest.NoBetter && grows < last {
			t.Errorf("%s: what is said at degree %d is milder than before it", where, i)
		}
		last = grows
	}
}

// ownRule reports whether a rule is one of a state, a province or a nation alone: its ID begins with that of the place.
func ownRule(place string, id record.RuleID) bool {
	return len(place) > 2 && strings.HasPrefix(string(id), place+".")
}

// stricterThere reports whether a state or a nation says by a limit of its own what its country is silent about.
func stricterThere(t *testing.T, s subject, d plantest.Danger, row dangerRow, place string, id record.RuleID) bool {
	t.Helper()
	country, borrowed := countryOf(place, s)
	if borrowed || place == country {
		return false
	}
	answers, _ := plantest.Endangered(t, engineFor(t, country), now, s.facts, s.ask, d, row.direction)
	return strictest(answers[len(answers)-1], id) <= strictest(answers[0], id)
}

// strictest ranks what a rule says: 0 nothing.
func strictest(a plantest.Answer, id record.RuleID) (rank int) {
	for i := range a.Findings {
		f := &a.Findings[i]
		if f.Rule != id {
			continue
		}
		switch effect := f.Effect(); {
		case effect == plan.EffectRefuses:
			rank = max(rank, 5)
		case effect == plan.EffectHolds:
			rank = max(rank, 4)
		case effect == plan.EffectWarns:
			rank = max(rank, 3)
		case f.Verdict == plan.VerdictUnknown:
			rank = max(rank, 2)
		default:
			rank = max(rank, 1)
		}
	}
	return rank
}

// countryOf returns the country whose rows of the table a place is held to. The table names the United States and the United Kingdom; a
// place of another country borrows the rows of the United States, for the rules that are judged there. Slow-release morphine is a treatment in
// Canada alone, which has rows for it.
func countryOf(place string, s subject) (country string, borrowed bool) {
	if s.substance == 'K' {
		return "ca", place != "ca"
	}
	switch country, _, _ = strings.Cut(place, "-"); country {
	case "us", "gb":
		return country, false
	}
	return "us", true
}

// judgedIn returns the row with the rules that the place has and sets the limits of.
func judgedIn(engine *plan.Engine, row dangerRow) dangerRow {
	said := row.says
	row.says = slices.DeleteFunc(slices.Clone(said), func(id record.RuleID) bool {
		_, known := engine.Rule(id)
		return !known || slices.ContainsFunc(engine.Unset(), func(g plan.Gap) bool { return g.Rule == id })
	})
	row.elsewhere = len(said) > 0 && len(row.says) == 0
	return row
}

// TestDangerToAnybody draws people, adds a danger, and demands that what is said moves in the direction of the table.
func TestDangerToAnybody(t *testing.T) {
	engines, names := everywhere(t)
	table := dangerTable(t)
	count := 800
	if slow() {
		count *= 40
	}
	for _, place := range names {
		draw := rand.New(rand.NewPCG(6, seedOf(place)))
		people, dangers, various := subjects(place), dangersOfLaw(place), traits(place)
		moved := 0
		for range count {
			s, d := people[draw.IntN(len(people))], dangers[draw.IntN(len(dangers))]
			person, added, who := anybody(draw, s, various)
			country, borrowed := countryOf(place, s)
			row := table[dangerKey{country, d.Name, s.substance, s.act}]
			if borrowed {
				row = judgedIn(engines[place], row)
			}
			if supersedes(d, added) || settles(d, who) {
				continue
			}
			answers, against := plantest.Endangered(t, engines[place], now, person, s.ask, d, row.direction)
			if against != "" {
				t.Errorf("%s, line %d, %s, %v: %s", place, row.line, s.name, who, against)
			}
			if answers[0].Standing != answers[len(answers)-1].Standing {
				moved++
			}
		}
		require.Greater(t, moved, count/20, "%s: hardly anybody is in danger", place)
	}
}

// settles reports whether the danger says what was taken out of the record: to know it may be better than to know nothing.
func settles(d plantest.Danger, who []string) bool {
	return slices.ContainsFunc(who, func(w string) bool {
		return strings.HasPrefix(w, "without "+d.Name) || strings.HasPrefix(w, "without signs:") && opioidFound[d.Name]
	})
}

// opioidFound are the tests that confirm dependence where nobody examined (gb.methadone.dependence-confirmed).
var opioidFound = map[string]bool{"fentanyl found": true, "methadone found": true, "buprenorphine found": true}

// seedOf is the seed of a place, which does not change when another one is added.
func seedOf(place string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(place))
	return h.Sum64()
}

// supersedes reports whether the danger says anew what a trait said worse: the last value of a measure counts.
func supersedes(d plantest.Danger, traits []said) bool {
	for _, trait := range traits {
		for _, f := range d.Degrees[0].Facts {
			switch b := f.Body.(type) {
			case record.Measured:
				if had, ok := trait.Body.(record.Measured); ok && had.Measure == b.Measure {
					return true
				}
			case record.PersonRegistered, record.SignsObserved, record.Scored, record.PregnancyReported:
				if trait.Body.Kind() == b.Kind() {
					return true
				}
			}
		}
	}
	return false
}

// anybody is the subject with traits, circumstances that somebody stated, and without some of what was known.
func anybody(draw *rand.Rand, s subject, various []plantest.Trait) (person, added []said, who []string) {
	person = slices.Clone(s.facts)
	if draw.IntN(3) == 0 {
		for range 1 + draw.IntN(3) {
			i := draw.IntN(len(person))
			who = append(who, "without "+record.Describe(person[i].Body))
			person = slices.Delete(person, i, i+1)
		}
	}
	for range draw.IntN(3) {
		trait := various[draw.IntN(len(various))]
		who = append(who, trait.Name)
		added = append(added, trait.Facts(0)...)
	}
	if draw.IntN(3) == 0 {
		c := circumstances[draw.IntN(len(circumstances))]
		who = append(who, string(c))
		added = append(added, said{Ago: 3 * time.Hour, Body: record.ContextStated{Context: c, Holds: truth.Yes}})
	}
	return append(person, added...), added, who
}

// circumstances are those that a rule knows.
var circumstances = []record.Circumstance{record.LowDoseInitiation, record.HospitalStay, record.MonitoredInpatient, record.EmergencyCare,
	record.VerifiedTransfer, record.PrecipitatedRescue, record.SupervisedPainTreatment, record.ControlledEnvironment, record.Custody,
	record.ThreeDayEmergency, record.Telemedicine, record.TelemedicineFlexibility, record.InterimTreatment, record.HomeStart,
	record.ObservedDosing, record.SpecialistSupervision, record.ProgramClosedDays, record.UnableToTakeOral, record.AdherencePlan,
	record.MedicallyManagedDetoxSite, record.RapidNaltrexone}
