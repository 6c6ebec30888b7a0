package exposure_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/exposure"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/stretchr/testify/require"
)

var (
	monday = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	mg     = medication.Milligrams
)

func dose(mgs uint32) medication.Dose { return medication.Dose{Principal: mg(mgs)} }

// told is an event some time after Monday morning.
type told struct {
	after time.Duration
	body  record.Body
}

func fold(m *exposure.Model, events ...told) {
	for i, e := range events {
		ev := &record.Event{ID: record.EventID(fmt.Sprint(i)), At: monday.Add(e.after), Body: e.body}
		acts := record.ActsOf(ev)
		m.Fold(ev, civil.Of(ev.At, m.Zone()), &acts)
	}
}

// ask returns the model at the time of an event that is asked about.
func ask(after time.Duration, body record.Body, before ...told) *exposure.Now {
	m := exposure.New(time.UTC)
	fold(&m, before...)
	return now(&m, after, body)
}

func now(m *exposure.Model, after time.Duration, body record.Body) *exposure.Now {
	ev := record.Event{ID: "ask", At: monday.Add(after), Body: body}
	acts := record.ActsOf(&ev)
	return &exposure.Now{Model: m, At: ev.At, Day: civil.Of(ev.At, time.UTC), Acts: &acts, Notes: &exposure.Notes{}}
}

const (
	hour = time.Hour
	day  = 24 * time.Hour
)

func given(mgs uint32) record.Body {
	return record.DoseGiven{Product: medication.MethadoneConc, Dose: dose(mgs)}
}

func Example() {
	n := ask(4*hour, given(10), told{0, given(30)})
	amount := n.OnDay(medication.Methadone)
	fmt.Println(amount.Before, amount.With, len(n.Notes.Read))
	// Output: 30 mg 40 mg 1
}

func TestAmounts(t *testing.T) {
	order := record.Order{Product: medication.MethadoneConc, Dose: dose(60)}
	daily := order
	daily.Schedule = medication.Daily()
	week := order
	week.SupplyDays = 7
	supply := record.TakeHomeSupplied{Substance: medication.Methadone, Days: 7}
	grant := record.TakeHomeGrant{Product: medication.MethadoneConc, Days: 7}
	for name, c := range map[string]struct {
		n                      *exposure.Now
		before, onDay, lastDay uint32
	}{
		"one more dose":                             {ask(4*hour, given(10), told{0, given(30)}), 30, 40, 40},
		"a dose after midnight":                     {ask(16*hour, given(30), told{13 * hour, given(30)}), 0, 30, 60},
		"one dose ordered":                          {ask(4*hour, order, told{0, given(30)}), 30, 90, 90},
		"a regimen on a day without a dose":         {ask(4*hour, daily), 0, 60, 60},
		"a regimen after today's dose":              {ask(4*hour, daily, told{0, given(30)}), 30, 60, 60},
		"a lower regimen after today's dose":        {ask(4*hour, daily, told{0, given(80)}), 80, 80, 80},
		"a regimen the morning after":               {ask(20*hour, daily, told{0, given(30)}), 0, 60, 90},
		"an order that hands out from today":        {ask(4*hour, week), 0, 60, 60},
		"a supply from tomorrow on top of today's":  {ask(4*hour, supply, told{0, given(30)}), 30, 30, 30},
		"a grant on top of today's":                 {ask(4*hour, grant, told{0, given(30)}), 30, 30, 30},
		"a dose exactly a day ago is not within it": {ask(24*hour, given(30), told{0, given(30)}), 0, 30, 30},
	} {
		a, rolling := c.n.OnDay(medication.Methadone), c.n.InLast(medication.Methadone, day)
		require.Equal(t, mg(c.before), a.Before, name)
		require.Equal(t, mg(c.onDay), a.With, "%s: on the day", name)
		require.Equal(t, mg(c.lastDay), rolling.With, "%s: in 24 hours", name)
		require.Equal(t, truth.Yes, a.Known, name)
	}
	_, perDay, known := ask(4*hour, supply, told{0, daily}).PerDay(medication.Methadone)
	require.Equal(t, mg(60), perDay, "a supply that says no dose is of the order in force")
	require.Equal(t, truth.Yes, known)
	_, _, known = ask(4*hour, supply).PerDay(medication.Methadone)
	require.Equal(t, truth.Unknown, known)
}

func TestInHand(t *testing.T) {
	supply := func(days int) record.Body {
		return record.TakeHomeSupplied{Substance: medication.Methadone, Days: days}
	}
	grant := record.TakeHomeGrant{Product: medication.MethadoneConc, Days: 7}
	in := func(n *exposure.Now) [3]int {
		s := n.InHand(medication.Methadone, n.Day)
		return [3]int{s.Before, s.With, s.Overlap}
	}
	require.Equal(t, [3]int{0, 7, 0}, in(ask(0, supply(7))))
	require.Equal(t, [3]int{7, 14, 7}, in(ask(hour, supply(7), told{0, supply(7)})), "7 and 7 on one day")
	require.Equal(t, [3]int{7, 14, 7}, in(ask(hour, grant, told{0, supply(7)})))
	require.Equal(t, [3]int{7, 7, 0}, in(ask(hour, supply(7), told{0, grant})), "a supply under a grant is the same doses")
	require.Equal(t, [3]int{1, 8, 1}, in(ask(6*day, supply(7), told{0, supply(7)})), "picked up a day early")
	require.Equal(t, [3]int{0, 7, 0}, in(ask(7*day, supply(7), told{0, supply(7)})))
	lost := record.DosesLost{Substance: medication.Methadone, Days: 7, How: record.LossStolen}
	require.Equal(t, [3]int{0, 7, 0}, in(ask(2*hour, supply(7), told{0, supply(7)}, told{hour, lost})))
}

func TestSuppliesAreContactsUntilTheirDaysHavePassed(t *testing.T) {
	last := func(n *exposure.Now) (at time.Time) {
		for c := range n.Opioids() {
			if at.Before(c.At) {
				at = c.At
			}
		}
		return at
	}
	naltrexone := record.Order{Product: medication.NtxPO, Dose: dose(50)}
	supply := func(days int) record.Body {
		return record.TakeHomeSupplied{Substance: medication.Methadone, Days: days}
	}
	n := ask(15*day, naltrexone, told{0, supply(28)}, told{5 * day, supply(1)})
	require.Equal(t, n.At, last(n), "the longer supply is still in the hand")
	n = ask(40*day, naltrexone, told{0, supply(28)}, told{5 * day, supply(1)})
	require.Equal(t, civil.Must(2026, 3, 31).Start(time.UTC), last(n), "to the end of its last day")
	order := record.Order{Product: medication.BupSL, Dose: dose(16), SupplyDays: 28}
	stop := record.StopMedication{Substance: medication.Buprenorphine, Reason: record.ReasonPatientChoice}
	n = ask(20*day, naltrexone, told{0, order}, told{day, stop})
	require.Equal(t, n.At, last(n), "stopping takes nothing out of the hand")
}

func TestDepotsAreKeptByProduct(t *testing.T) {
	inject := func(id medication.ProductID, mgs uint32) record.Body {
		return record.DoseGiven{Product: id, Dose: dose(mgs)}
	}
	n := ask(60*day, given(1), told{0, inject(medication.BupSublocade, 300)}, told{10 * day, inject(medication.BupBrixadiWeekly, 24)})
	products := map[medication.ProductID]bool{}
	for c := range n.Opioids() {
		products[c.Product.ID()] = true
	}
	require.Equal(t, map[medication.ProductID]bool{medication.BupSublocade: true, medication.BupBrixadiWeekly: true}, products)
}

func TestTheLastDoseOfEachSetting(t *testing.T) {
	in := func(setting medication.Setting) record.Body {
		return record.DoseGiven{Product: medication.MethadoneConc, Dose: dose(30), Setting: setting}
	}
	const program, office, hospital = medication.SettingOTP, medication.SettingOffice, medication.SettingHospital
	for _, c := range []struct {
		name string
		told []told
		last string
		by   map[medication.Setting]string
	}{
		{"nothing", nil, "", nil},
		{"none is stated", []told{{0, given(30)}, {day, given(30)}}, "", nil},
		{"one setting", []told{{0, in(program)}, {day, in(program)}}, "1", map[medication.Setting]string{program: "1"}},
		{"a later one of which none is known", []told{{0, in(program)}, {day, given(30)}}, "0", map[medication.Setting]string{program: "0"}},
		{"there and back", []told{{0, in(program)}, {day, in(hospital)}, {2 * day, in(hospital)}, {3 * day, in(program)}}, "3",
			map[medication.Setting]string{program: "3", hospital: "2"}},
		{"three", []told{{0, in(office)}, {day, in(program)}, {2 * day, in(hospital)}, {3 * day, in(program)}, {4 * day, in(hospital)}}, "4",
			map[medication.Setting]string{hospital: "4", program: "3", office: "0"}},
	} {
		id := func(dose *exposure.Intake) string {
			if dose == nil {
				return ""
			}
			return string(dose.Event.ID)
		}
		n := ask(9*day, given(30), c.told...)
		require.Equal(t, c.last, id(n.Placed(medication.Methadone)), c.name)
		for _, setting := range []medication.Setting{program, office, hospital} {
			require.Equal(t, c.by[setting], id(n.PlacedIn(medication.Methadone, setting)), "%s: %v", c.name, setting)
		}
	}
}

// What was ordered here is a possible contact, as under an order of the plan, until staff gives some of it: then the doses say what was
// taken. What somebody else prescribes is reported as taken, whatever is given here.
func TestWhatWasOrderedHereIsAPossibleContact(t *testing.T) {
	lists := func(ordered truth.Value) record.Body {
		return record.MedicineReported{Agent: "methadone", Taking: truth.Yes, OrderedHere: ordered}
	}
	for _, c := range []struct {
		name string
		told []told
		want []record.Sure
	}{
		{"ordered here", []told{{day, lists(truth.Yes)}}, []record.Sure{record.Possible}},
		{"given before", []told{{0, given(30)}, {day, lists(truth.Yes)}}, []record.Sure{record.Seen, record.Possible}},
		{"given since", []told{{day, lists(truth.Yes)}, {2 * day, given(30)}}, []record.Sure{record.Seen}},
		{"given at that time", []told{{day, given(30)}, {day, lists(truth.Yes)}}, []record.Sure{record.Seen}},
		{"ordered elsewhere, given since", []told{{day, lists(truth.No)}, {2 * day, given(30)}}, []record.Sure{record.Seen, record.Reported}},
		{"nobody said where, given since", []told{{day, lists(truth.Unknown)}, {2 * day, given(30)}},
			[]record.Sure{record.Seen, record.Reported}},
	} {
		var got []record.Sure
		for contact := range ask(5*day, given(30), c.told...).Opioids() {
			got = append(got, contact.Sure)
		}
		require.ElementsMatch(t, c.want, got, c.name)
	}
}

func TestTestsAreContactsAndStayThem(t *testing.T) {
	screen := func(r record.TestResult) record.Body {
		return record.Screened{Results: []record.AnalyteResult{{Analyte: record.AnalyteFentanyl, Result: r}}}
	}
	n := ask(3*day, given(1), told{0, screen(record.Positive)}, told{2 * day, screen(record.Negative)})
	c, ok := n.FoundBy(record.AnalyteFentanyl)
	require.True(t, ok)
	require.Equal(t, monday, c.At, "a later negative result erases nothing")
	at, ok := n.Cleared(record.AnalyteFentanyl)
	require.True(t, ok)
	require.Equal(t, monday.Add(2*day), at)
}

func TestRunsAreCountedOverSupplies(t *testing.T) {
	eight := record.DoseGiven{Product: medication.BupSL, Dose: dose(8)}
	home := record.TakeHomeSupplied{Substance: medication.Buprenorphine, Days: 6}
	n := ask(14*day, eight, told{0, eight}, told{0, home}, told{7 * day, eight}, told{7 * day, home})
	run, ok := n.Run(medication.Buprenorphine, 0)
	require.True(t, ok)
	require.Equal(t, 15, run.Day)
	require.Equal(t, 0, run.Missed)
	n = ask(14*day, eight, told{0, eight}, told{6 * day, eight}, told{13 * day, eight})
	for longest, began := range map[int]int{4: 2, 5: 2, 6: 15} {
		run, ok = n.Run(medication.Buprenorphine, longest)
		require.True(t, ok)
		require.Equal(t, began, run.Day, "a break of at most %d days", longest)
	}
	_, ok = ask(30*day, eight, told{0, eight}).Run(medication.Buprenorphine, 5)
	require.False(t, ok)
}

func TestHighestOfTheWindow(t *testing.T) {
	told60 := record.OpioidUsed{Agent: "methadone", DailyDose: mg(60)}
	n := ask(30*hour, given(1), told{0, told60}, told{5 * hour, given(20)})
	most, known := n.Highest(medication.Methadone, 72*hour)
	require.Equal(t, mg(60), most)
	require.Equal(t, truth.Yes, known)
	most, _ = n.Highest(medication.Methadone, 26*hour)
	require.Equal(t, mg(20), most)
	_, known = ask(30*hour, given(1), told{0, record.OpioidUsed{Agent: "methadone"}}).Highest(medication.Methadone, 72*hour)
	require.Equal(t, truth.Unknown, known)
}

// TestFoldingInPlaceChangesNobodyElsesModel folds random events, with snapshots at random places, in place and by copying.
func TestFoldingInPlaceChangesNobodyElsesModel(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 1))
		owned, plain := exposure.New(time.UTC), exposure.New(time.UTC)
		owned.Own()
		var kept, want []string
		var models []exposure.Model
		for i := range 60 {
			e := told{time.Duration(i) * 7 * hour, randomBody(r)}
			fold(&owned, e)
			fold(&plain, e)
			if r.IntN(5) == 0 {
				models = append(models, owned.Snapshot())
				want = append(want, summary(&plain))
			}
		}
		for i := range models {
			kept = append(kept, summary(&models[i]))
		}
		require.Empty(t, cmp.Diff(want, kept), "seed %d", seed)
		require.Equal(t, summary(&plain), summary(&owned), "seed %d", seed)
	}
}

func randomBody(r *rand.Rand) record.Body {
	mgs := uint32(1 + r.IntN(100))
	return []record.Body{
		given(mgs),
		record.DoseGiven{Product: medication.BupSublocade, Dose: dose(300)},
		record.DoseTaken{Product: medication.BupSL, Dose: dose(mgs)},
		record.TakeHomeSupplied{Substance: medication.Methadone, Days: 1 + r.IntN(20)},
		record.TakeHomeGrant{Product: medication.MethadoneConc, Days: 1 + r.IntN(20)},
		record.DosesLost{Substance: medication.Methadone, Days: 1 + r.IntN(9), How: record.LossLost},
		record.Order{Product: medication.MethadoneConc, Dose: dose(mgs), SupplyDays: r.IntN(5)},
		record.StopMedication{Substance: medication.Methadone, Reason: record.ReasonPatientChoice},
		record.OpioidUsed{Agent: []string{"heroin", "fentanyl", "methadone", "nobody knows"}[r.IntN(4)], DailyDose: mg(mgs)},
		record.MedicineReported{Agent: []string{"diazepam", "naltrexone"}[r.IntN(2)], Taking: truth.Of(r.IntN(2) == 0)},
		record.Screened{Results: []record.AnalyteResult{{Analyte: record.AnalyteFentanyl, Result: record.Positive}}},
		record.Overdosed{Agent: "heroin", NaloxoneReversed: truth.Yes},
	}[r.IntN(12)]
}

func summary(m *exposure.Model) string {
	n := now(m, 1000*hour, given(1))
	text := ""
	for c := range n.Contacts() {
		text += fmt.Sprintln(c.Event.ID, c.At, c.Agent, c.Daily, c.GoesOn, c.Stopped)
	}
	for _, s := range []medication.Substance{medication.Methadone, medication.Buprenorphine} {
		run, ok := n.Run(s, 3)
		course := n.CourseOf(s)
		text += fmt.Sprintln(run, ok, n.InHand(s, n.Day), course.Doses, course.Misses, course.Stopped != nil)
	}
	return text
}

// A told use of another agent of the same class does not hide one that keeps its own window.
func TestToldUseOfASubstanceStays(t *testing.T) {
	n := ask(10*day, given(10), told{0, record.OpioidUsed{Agent: "methadone"}}, told{day, record.OpioidUsed{Agent: "morphine er"}})
	var agents []string
	for c := range n.Opioids() {
		agents = append(agents, c.Agent)
	}
	require.Contains(t, agents, "methadone")
	require.Contains(t, agents, "morphine er")
}

// Doses that came back whole were never in the body.
func TestASupplyThatCameBackWholeIsNoContact(t *testing.T) {
	supply := record.TakeHomeSupplied{Substance: medication.Methadone, Days: 7}
	back := record.DosesLost{Substance: medication.Methadone, Days: 7, How: record.LossReturned}
	n := ask(10*day, given(10), told{0, supply}, told{hour, back})
	for c := range n.Opioids() {
		t.Errorf("a contact with %s on %s", c.Agent, c.Day)
	}
	n = ask(10*day, given(10), told{0, supply}, told{2 * day, back})
	last, ok := n.LastOf(exposure.ClassesOf(medication.Methadone))
	require.True(t, ok, "what may have been taken until then counts")
	require.Equal(t, civil.Must(2026, 3, 3), last.Day)
}

// What is handed out on the day on which somebody comes back fills no gap before that day, and the last supply before it still counts.
func TestASupplyOfTodayFillsNoGap(t *testing.T) {
	home := record.TakeHomeSupplied{Substance: medication.Methadone, Days: 6}
	refill := record.Order{Product: medication.MethadoneConc, Dose: dose(60), SupplyDays: 6}
	last := func(n *exposure.Now) civil.Date { return n.CoveredTo(medication.Methadone, n.Day.Add(-1)) }

	n := ask(20*day, given(60), told{0, given(60)}, told{hour, home}, told{20*day - hour, refill})
	run, ok := n.Run(medication.Methadone, 100)
	require.True(t, ok)
	require.Equal(t, n.Day.Since(last(n))-1, run.Missed)
	require.Equal(t, 13, run.Missed, "the six days at home, and then nothing until today")

	n = ask(7*day, given(60), told{0, given(60)}, told{hour, home}, told{7*day - hour, refill})
	run, ok = n.Run(medication.Methadone, 100)
	require.True(t, ok)
	require.Zero(t, run.Missed, "the old supply reached to yesterday")
}

// TestHighestAtTheEdgeOfItsWindow takes what lies as far back as the window reaches, and nothing beyond.
func TestHighestAtTheEdgeOfItsWindow(t *testing.T) {
	use := record.OpioidUsed{Agent: "methadone", DailyDose: mg(70)}
	open := record.OpioidUsed{Agent: "methadone"}
	for _, c := range []struct {
		body  record.Body
		after time.Duration
		most  uint32
		known truth.Value
	}{
		{given(60), 3 * day, 60, truth.Yes}, {given(60), 3*day + time.Minute, 0, truth.No},
		{use, 3 * day, 70, truth.Yes}, {use, 3*day + time.Minute, 0, truth.No},
		{open, 3 * day, 0, truth.Unknown}, {open, 3*day + time.Minute, 0, truth.No},
	} {
		most, known := ask(c.after, given(1), told{0, c.body}).Highest(medication.Methadone, 3*day)
		require.Equal(t, c.known, known, "%T after %s", c.body, c.after)
		if known == truth.Yes {
			require.Equal(t, mg(c.most), most)
		}
	}
}
