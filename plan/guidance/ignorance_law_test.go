package guidance_test

import (
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/plantest"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// silence is a place of testdata/ignorance.txt: a rule that may fall silent where nothing is on record of a topic.
type silence struct {
	topic plantest.Topic
	rule  record.RuleID
}

// silences reads testdata/ignorance.txt: the places, and the line of each.
func silences(t testing.TB) (lines map[silence]int) {
	t.Helper()
	text, err := os.ReadFile("testdata/ignorance.txt")
	require.NoError(t, err)
	reasons, used := map[string]bool{}, map[string]bool{}
	lines = map[silence]int{}
	for i, line := range strings.Split(string(text), "\n") {
		if name, _, ok := strings.Cut(strings.TrimPrefix(line, "reason "), ": "); ok && strings.HasPrefix(line, "reason ") {
			reasons[name] = true
			continue
		}
		if line == "" || line[0] == '#' {
			continue
		}
		fields := strings.Split(line, " | ")
		require.Len(t, fields, 3, "line %d", i+1)
		require.True(t, reasons[fields[2]], "line %d: no reason %q", i+1, fields[2])
		used[fields[2]] = true
		for topic := range strings.SplitSeq(fields[0], ", ") {
			for rule := range strings.FieldsSeq(fields[1]) {
				key := silence{plantest.Topic(topic), record.RuleID(rule)}
				require.Zero(t, lines[key], "line %d says again what line %d says: %v", i+1, lines[key], key)
				lines[key] = i + 1
			}
		}
	}
	require.Len(t, used, len(reasons), "a reason is that of no row")
	return lines
}

// ignorance holds what falls silent against the table, and notes which of its places were met.
type ignorance struct {
	table map[silence]int
	met   map[silence]bool
	asked int
	moved int // answers that stand better than with the facts, or object to less
}

// forget takes the topics off the record one by one, and demands of what is said less then that it says what it lacks.
func (law *ignorance) forget(t *testing.T, place string, engine *plan.Engine, person []said, ask record.Body, who any,
	topics ...plantest.Topic) {
	t.Helper()
	for _, topic := range topics {
		with, without, silent := plantest.Forgotten(t, engine, now, person, ask, topic)
		if law.asked++; without.Standing < with.Standing {
			law.moved++
		}
		for i := range silent {
			key := silence{topic, silent[i].Rule}
			if law.met[key] = true; law.table[key] == 0 {
				t.Errorf("%s, %v: %s, with nothing on record of %s, says no more, and not that it is unknown: %s", place, who,
					record.Describe(ask), topic, &silent[i])
			}
		}
	}
}

// TestIgnoranceIsNoReassurance takes off the record all that speaks of a topic: of each danger of each person of whom all is known, and
// of anything on the record of people who are drawn. What was refused, held or warned of is so no more only where the decision says what
// it lacks, or where testdata/ignorance.txt says why nobody can.
func TestIgnoranceIsNoReassurance(t *testing.T) {
	engines, names := everywhere(t)
	law := &ignorance{table: silences(t), met: map[silence]bool{}}
	for p, place := range names {
		if testing.Short() && p > 1 { // the race detector looks for other faults
			break
		}
		began := *law
		people := slices.DeleteFunc(subjects(place), func(s subject) bool { return !s.ask.Kind().Intent() })
		for i, s := range people {
			for j, d := range dangersOfLaw(place) {
				if len(place) > 2 && !slow() && (p+i*7+j)%13 != 0 {
					continue
				}
				for _, degree := range d.Degrees {
					law.forget(t, place, engines[place], slices.Concat(s.facts, degree.Facts), s.ask, s.name+" with "+d.Name+" "+degree.Name,
						plantest.TopicsOf(degree.Facts)...)
				}
			}
		}
		known := law.asked - began.asked
		law.draw(t, place, engines[place], people, rand.New(rand.NewPCG(8, uint64(p))))
		t.Logf("%s: %d times something is forgotten of people of whom all is known, %d times of people who are drawn; %d answers stand better",
			place, known, law.asked-began.asked-known, law.moved-began.moved)
		require.Greater(t, law.moved-began.moved, 10)
	}
	for key, line := range law.table {
		assert.True(t, law.met[key] || os.Getenv("OUDPATH_SLOW") != "all", "line %d: %s says that it does not know of %s, or says the same: "+
			"strike it", line, key.rule, key.topic)
	}
}

// draw forgets one topic after the other of people with dangers, traits and circumstances that are drawn.
func (law *ignorance) draw(t *testing.T, place string, engine *plan.Engine, people []subject, draw *rand.Rand) {
	t.Helper()
	count := 40
	if slow() {
		count = 600
	}
	if os.Getenv("OUDPATH_SLOW") == "all" {
		count *= 12
	}
	dangers, various := dangersOfLaw(place), traits(place)
	for range count {
		s := people[draw.IntN(len(people))]
		person, _, who := anybody(draw, s, various)
		for range 1 + draw.IntN(2) {
			d := dangers[draw.IntN(len(dangers))]
			who = append(who, d.Name)
			person = slices.Concat(person, d.Degrees[draw.IntN(len(d.Degrees))].Facts)
		}
		topics := slices.DeleteFunc(plantest.TopicsOf(person), func(topic plantest.Topic) bool {
			return slices.ContainsFunc(s.facts, func(f said) bool { // it was half forgotten before, and may have been said to be
				return plantest.TopicOf(f.Body) == topic && slices.Contains(who, "without "+record.Describe(f.Body))
			})
		})
		law.forget(t, place, engine, person, s.ask, who, topics...)
	}
}
