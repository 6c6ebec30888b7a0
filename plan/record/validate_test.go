package record_test

import (
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/stages"
	"github.com/oudpath/oudpath/stages/scale"
	"github.com/stretchr/testify/require"
)

// changed is an event of that body with something else about it.
func changed(body record.Body, change func(*record.Event)) record.Event {
	ev := of(body)
	if change != nil {
		change(&ev)
	}
	return ev
}

// TestEventsThatCanAndCannotBe asks on each side of what an event has to be.
func TestEventsThatCanAndCannotBe(t *testing.T) {
	order := record.Order{Product: medication.MethadoneConc, Dose: medication.Dose{Principal: medication.Milligrams(30)}}
	pregnant := record.PregnancyReported{Status: record.Pregnant}
	granted := record.OverrideGranted{Override: record.Override{Rule: "a.b", Reason: record.ReasonClinical, Expires: morning.Add(time.Hour)}}
	forced := record.ForceMove{Stage: stages.Recovery, Note: "closed"}
	first, last := time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2200, 1, 1, 0, 0, 0, 0, time.UTC)
	at := func(when time.Time) func(*record.Event) { return func(ev *record.Event) { ev.At = when } }
	toldEarlier := func(ev *record.Event) { ev.Recorded = ev.At.Add(-time.Hour) }
	nobody := func(ev *record.Event) { ev.Actor = record.Actor{} }
	overriding := func(o record.Override) func(*record.Event) {
		return func(ev *record.Event) { ev.Overrides = []record.Override{o} }
	}
	reason := record.Override{Rule: "a.b", Reason: record.ReasonClinical}
	blank, expiring := record.Override{Rule: "a.b", Reason: record.ReasonOther, Note: " "}, reason
	expiring.Expires = last
	for name, c := range map[string]struct {
		body    record.Body
		change  func(*record.Event)
		problem string // empty: it is valid
	}{
		"the first time":                   {order, at(first), ""},
		"before the first time":            {order, at(first.Add(-1)), "is not between 1900 and 2200"},
		"the last time":                    {order, at(last), ""},
		"after the last time":              {order, at(last.Add(1)), "is not between 1900 and 2200"},
		"an intent that was told earlier":  {order, toldEarlier, ""},
		"a pregnancy that was told before": {pregnant, toldEarlier, ""},
		"a fact that was told before":      {record.Died{}, toldEarlier, "recorded"},
		"a fact that was told at once":     {record.Died{}, func(ev *record.Event) { ev.Recorded = ev.At }, ""},
		"an override of an order":          {order, overriding(reason), ""},
		"an override of a fact":            {record.Died{}, overriding(reason), "there is nothing to override"},
		"an override by nobody": {order, func(ev *record.Event) { overriding(reason)(ev); nobody(ev) },
			"an override needs an actor"},
		"an order by nobody":             {order, nobody, ""},
		"a forced move by nobody":        {forced, nobody, "needs an actor"},
		"an override granted by nobody":  {granted, nobody, "needs an actor"},
		"a forced move":                  {forced, nil, ""},
		"an override granted":            {granted, nil, ""},
		"what replaces another":          {order, func(ev *record.Event) { ev.Replaces = "other" }, ""},
		"what replaces itself":           {order, func(ev *record.Event) { ev.Replaces = ev.ID }, "replaces itself"},
		"an ID with a space":             {order, func(ev *record.Event) { ev.ID = "a b" }, ""},
		"an ID with a tab":               {order, func(ev *record.Event) { ev.ID = "a\tb" }, "control character"},
		"an ID with a deletion":          {order, func(ev *record.Event) { ev.ID = "a\x7fb" }, "control character"},
		"an ID in UTF-8":                 {order, func(ev *record.Event) { ev.ID = "é" }, ""},
		"an ID with one byte of a rune":  {order, func(ev *record.Event) { ev.ID = "\x80" }, "not UTF-8"},
		"an ID not in UTF-8":             {order, func(ev *record.Event) { ev.ID = "\xe9" }, "not UTF-8"},
		"no ID":                          {order, func(ev *record.Event) { ev.ID = "" }, "no ID"},
		"an override without a rule":     {order, overriding(record.Override{Reason: record.ReasonClinical}), "without a rule"},
		"an override without a reason":   {order, overriding(record.Override{Rule: "a.b"}), "without a reason"},
		"another reason without a note":  {order, overriding(record.Override{Rule: "a.b", Reason: record.ReasonOther}), "needs a note"},
		"another reason with a note":     {order, overriding(record.Override{Rule: "a.b", Reason: record.ReasonOther, Note: "why"}), ""},
		"an override that expires":       {order, overriding(expiring), "expires"},
		"another reason, a note of none": {order, overriding(blank), "needs a note"},
	} {
		ev := changed(c.body, c.change)
		if err := ev.Validate(); c.problem == "" {
			require.NoError(t, err, name)
		} else {
			require.ErrorContains(t, err, c.problem, name)
		}
	}
}

// TestBodiesThatCanAndCannotBe asks on each side of what a body has to be.
func TestBodiesThatCanAndCannotBe(t *testing.T) {
	mg := medication.Milligrams
	order := func(change func(*record.Order)) record.Order {
		b := record.Order{Product: medication.MethadoneConc, Dose: medication.Dose{Principal: mg(40)}}
		change(&b)
		return b
	}
	parts := func(perDay int, parts ...uint32) record.Order {
		return order(func(b *record.Order) {
			b.PerDay = perDay
			for _, p := range parts {
				b.Parts = append(b.Parts, mg(p))
			}
		})
	}
	ranges := func(least uint32, changes ...func(*record.Order)) record.Order {
		return order(func(b *record.Order) {
			b.Least.Principal = mg(least)
			for _, change := range changes {
				change(b)
			}
		})
	}
	days := func(first, last civil.Date) record.Order {
		return order(func(b *record.Order) { b.First, b.Last = first, last })
	}
	tuesday := civil.Must(2026, time.March, 3)
	hours := func(h record.Quantity) record.LevelMove {
		return record.LevelMove{Trigger: stages.ToIntensiveOutpatient, WeeklyHours: h}
	}
	measured := func(v record.Quantity) record.Measured { return record.Measured{Measure: record.Gestation, Value: v} }
	handed := func(p medication.ProductID) record.TakeHomeSupplied {
		return record.TakeHomeSupplied{Substance: medication.Methadone, Days: 1, Product: p}
	}
	items := map[string]int{"withdrawal": 1, "tolerance": 1}
	for name, c := range map[string]struct {
		body    record.Body
		problem string // empty: it is valid
	}{
		"two parts of a day":          {parts(2, 40, 20), ""},
		"the largest part last":       {parts(2, 20, 40), ""},
		"the largest part in between": {parts(3, 20, 40, 30), ""},
		"one part of a day":           {parts(0, 40), ""},
		"too many parts":              {parts(1, 40, 20), "2 parts of a day with 1 administrations"},
		"parts smaller than the dose": {parts(2, 30, 20), "the largest part is 30 mg and the dose 40 mg"},
		"a part of nothing":           {parts(2, 40, 0), "is no dose"},
		"no parts":                    {parts(2), ""},
		"a range":                     {ranges(20), ""},
		"a range several times a day": {ranges(20, func(b *record.Order) { b.PerDay = 2 }), ""},
		"a range from the dose":       {ranges(40), "a range from 40 mg to 40 mg: the first is not the lower one"},
		"a range upside down":         {ranges(41), "the first is not the lower one"},
		"a range with parts": {ranges(20, func(b *record.Order) { b.PerDay, b.Parts = 2, parts(2, 40, 20).Parts }),
			"unequal parts of a day and a range"},
		"a range from nothing":         {ranges(0, func(b *record.Order) { b.Least.Companion = mg(1) }), "a range from no dose"},
		"a range of half a film":       {ranges(20, func(b *record.Order) { b.Least.Companion = mg(1) }), "both state the second component, or neither"},
		"a range of a depot":           {ranges(20, func(b *record.Order) { b.Product = medication.BupSublocade }), "is given in one dose, and not in a range"},
		"one day":                      {days(tuesday, tuesday), ""},
		"backwards":                    {days(tuesday, tuesday.Add(-1)), "last day"},
		"a last day alone":             {days(civil.Date{}, tuesday), ""},
		"a first day alone":            {days(tuesday, civil.Date{}), ""},
		"all hours of a week":          {hours(record.Whole(168)), ""},
		"more hours than a week has":   {hours(record.Thousandths(168001)), "168.001 hours a week"},
		"less than no hours":           {hours(record.Thousandths(-1)), "hours a week"},
		"a move to nowhere":            {record.ForceMove{Note: "why"}, "nowhere"},
		"a move to a level":            {record.ForceMove{Level: stages.Outpatient, Note: "why"}, ""},
		"a move of the course":         {record.ForceMove{Course: stages.Ended, Note: "why"}, ""},
		"no week":                      {measured(record.Whole(0)), ""},
		"the last week":                {measured(record.Whole(45)), ""},
		"after the last week":          {measured(record.Thousandths(45001)), "is not between 0 and 45"},
		"before the first week":        {measured(record.Thousandths(-1)), "is not between 0 and 45"},
		"a measure that is none":       {record.Measured{}, "measure is missing"},
		"a measure after the last":     {record.Measured{Measure: record.Gestation + 1}, "measure is missing"},
		"eleven criteria":              {record.DiagnosisRecorded{Criteria: 11}, ""},
		"twelve criteria":              {record.DiagnosisRecorded{Criteria: 12}, "12 DSM-5 criteria"},
		"less than no criteria":        {record.DiagnosisRecorded{Criteria: -1}, "-1 DSM-5 criteria"},
		"a sign":                       {record.SignsObserved{Signs: []record.Sign{record.Yawning}}, ""},
		"a sign of no name":            {record.SignsObserved{Signs: []record.Sign{""}}, "sign"},
		"a sign twice":                 {record.SignsObserved{Signs: []record.Sign{record.Yawning, record.Yawning}}, "twice"},
		"some reversal agent":          {record.NaloxoneSupplied{Doses: 2}, ""},
		"naloxone":                     {record.NaloxoneSupplied{Product: medication.NaloxoneIN}, ""},
		"what reverses nothing":        {record.NaloxoneSupplied{Product: medication.BupnxFilm}, "is not an overdose reversal agent"},
		"an agent that nobody knows":   {record.NaloxoneSupplied{Product: "nothing"}, "nothing"},
		"fewer than no doses":          {record.NaloxoneSupplied{Doses: -1, Product: medication.NaloxoneIN}, "doses"},
		"a product of the substance":   {handed(medication.MethadoneConc), ""},
		"a product of another":         {handed(medication.BupSL), "is no product of"},
		"a product that nobody knows":  {handed("nothing"), "nothing"},
		"a total of another sum":       {record.Scored{Scale: scale.DSM5OUD, Total: 5, Items: items}, ""},
		"a discharge without a reason": {record.StageMove{Trigger: stages.DischargePlanned}, "reason"},
		"a move without a trigger":     {record.StageMove{}, "trigger"},
		"a transfer to nowhere":        {record.StageMove{Trigger: stages.Transfer}, "destination"},
		"a screen of a wrong word":     {record.Screened{Results: []record.AnalyteResult{{Analyte: "", Result: record.Negative}}}, "analyte"},
	} {
		if err := c.body.Validate(); c.problem == "" {
			require.NoError(t, err, name)
		} else {
			require.ErrorContains(t, err, c.problem, name)
		}
	}
}

// TestKnown is the time when an event was told, and that when it was so where nothing else is stated.
func TestKnown(t *testing.T) {
	ev := of(record.Died{})
	require.Equal(t, morning, ev.Known())
	ev.Recorded = morning.Add(time.Hour)
	require.Equal(t, morning.Add(time.Hour), ev.Known())
}

// TestPartsAreCopied demands that a copy of an order shares no parts with it.
func TestPartsAreCopied(t *testing.T) {
	order := record.Order{Parts: []medication.Mass{medication.Milligrams(40)}}
	ev := of(order)
	copied := ev.Clone()
	order.Parts[0] = medication.Milligrams(1)
	require.Equal(t, "40 mg", copied.Body.(record.Order).Parts[0].String())
}

func TestRegimens(t *testing.T) {
	tuesday := civil.Must(2026, time.March, 3)
	part := medication.Milligrams(20)
	for name, c := range map[string]struct {
		order record.Order
		want  bool
	}{
		"one dose":          {record.Order{}, false},
		"one dose a day":    {record.Order{PerDay: 1}, false},
		"a dose of a part":  {record.Order{PerDay: 1, Parts: []medication.Mass{part}}, false},
		"a dose of two":     {record.Order{Parts: []medication.Mass{part, part}}, true},
		"two doses a day":   {record.Order{PerDay: 2}, true},
		"a day of supply":   {record.Order{SupplyDays: 1}, true},
		"to a day":          {record.Order{Last: tuesday}, true},
		"daily":             {record.Order{Schedule: medication.Daily()}, true},
		"from another day":  {record.Order{First: tuesday}, false},
		"under observation": {record.Order{WatchedDays: 7}, false},
	} {
		require.Equal(t, c.want, c.order.Regimen(), name)
	}
}

func TestMeanings(t *testing.T) {
	var all record.Means
	n := 0
	for m := range record.AllMeans() {
		require.True(t, m.Valid(), m)
		require.NotContains(t, m.String(), "|")
		require.NotEmpty(t, m.String())
		require.False(t, all.Any(m), m)
		all |= m
		n++
	}
	require.Equal(t, 21, n)
	require.True(t, all.Valid())
	require.False(t, (all + 1).Valid())
	require.False(t, record.Means(0).Valid())
	require.Empty(t, record.Means(0).String())
	require.Equal(t, "hands-over|permits", record.TakenHome.String())
	for m := range record.AllMeans() { // one is enough
		require.Equal(t, record.Puts, m)
		break
	}
}

// TestConcern asks whom acts can matter to.
func TestConcern(t *testing.T) {
	methadone, bup := medication.SetOf(medication.Methadone), medication.SetOf(medication.Buprenorphine)
	for name, c := range map[string]struct {
		body            record.Body
		methadone, bup  bool
		withoutAnything bool // about no substance in particular
	}{
		"a dose":             {record.DoseGiven{Product: medication.MethadoneConc}, true, false, true},
		"another opioid":     {record.OpioidUsed{Agent: "heroin"}, true, true, true},
		"a discharge":        {record.StageMove{Trigger: stages.DischargePlanned}, true, true, true},
		"methadone, at home": {record.TakeHomeSupplied{Substance: medication.Methadone, Days: 1}, true, false, true},
	} {
		ev := of(c.body)
		acts := record.ActsOf(&ev)
		require.Equal(t, c.methadone, acts.Concern(methadone), name)
		require.Equal(t, c.bup, acts.Concern(bup), name)
		require.Equal(t, c.withoutAnything, acts.Concern(medication.SetOf()), name)
	}
}

func TestQuantities(t *testing.T) {
	for text, want := range map[string]string{"4.25": "4.25", "-0.5": "-0.5", "007": "7", "1.500": "1.5", "0": "0", "-0": "0", "9": "9",
		"1000000000": "1000000000", "-1000000000": "-1000000000", "0.001": "0.001"} {
		q, err := record.ParseQuantity(text)
		require.NoError(t, err, text)
		require.Equal(t, want, q.String(), text)
	}
	for _, text := range []string{"", "-", ".", ".5", "5.", "1.2345", "a", "1a", "1.a", "/", ":", "1./", "1.:", "1e3", "+1", "--1",
		"1000000000.001", "99999999999999999999", " 1"} {
		_, err := record.ParseQuantity(text)
		require.ErrorIs(t, err, record.ErrQuantity, "%q", text)
		var q record.Quantity
		require.ErrorIs(t, q.UnmarshalText([]byte(text)), record.ErrQuantity, "%q", text)
	}
	one, two := record.Whole(1), record.Whole(2)
	require.Equal(t, []int{-1, 0, 1}, []int{one.Compare(two), one.Compare(one), two.Compare(one)})
	require.True(t, one.Equal(record.Thousandths(1000)))
	require.False(t, one.Equal(two))
	var read record.Quantity
	require.NoError(t, read.UnmarshalText([]byte("2")))
	require.Equal(t, two, read)
}
