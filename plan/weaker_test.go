package plan

import (
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/stretchr/testify/require"
)

// TestWeaker changes one thing of a rule that stands for another: in each direction, and as it is.
func TestWeaker(t *testing.T) {
	methadone := medication.SetOf(medication.Methadone)
	both := methadone | medication.SetOf(medication.Buprenorphine)
	base := func() Rule {
		return Rule{ID: "a", Severity: record.Block, Watches: record.Prescribes | record.Puts, About: both, Essential: true,
			Override: NotOverridable("no"), Unless: []Exception{{Context: record.VerifiedTransfer, Leaves: record.Warning}}}
	}
	type change func(old, r *Rule)
	for name, c := range map[string]struct {
		change change
		says   string // empty: it is not weaker
	}{
		"the same":                         {func(_, _ *Rule) {}, ""},
		"a warning for a block":            {func(_, r *Rule) { r.Severity = record.Warning }, "warning instead of block"},
		"a block for a warning":            {func(old, _ *Rule) { old.Severity = record.Warning }, ""},
		"it watches less":                  {func(_, r *Rule) { r.Watches = record.Prescribes }, "it does not watch puts"},
		"it watches more":                  {func(_, r *Rule) { r.Watches |= record.Permits }, ""},
		"about one of two":                 {func(_, r *Rule) { r.About = methadone }, "it is about fewer substances"},
		"about two, of one":                {func(old, _ *Rule) { old.About = methadone }, ""},
		"about one, of any":                {func(old, r *Rule) { old.About, r.About = 0, methadone }, "it is about fewer substances"},
		"about any, of two":                {func(_, r *Rule) { r.About = 0 }, ""},
		"about any, of any":                {func(old, r *Rule) { old.About, r.About = 0, 0 }, ""},
		"about another":                    {func(old, r *Rule) { old.About, r.About = both&^methadone, methadone }, "about fewer"},
		"it may be overridden":             {func(_, r *Rule) { r.Override = Overridable("why") }, "it may be overridden"},
		"both may be overridden":           {func(old, r *Rule) { old.Override, r.Override = Overridable("w"), Overridable("w") }, ""},
		"it may not be overridden":         {func(old, _ *Rule) { old.Override = Overridable("why") }, ""},
		"an overridable block, of advice":  {func(old, r *Rule) { old.Severity, r.Override = record.Advice, Overridable("w") }, ""},
		"an unknown does not hold":         {func(_, r *Rule) { r.Missing = Reported("why") }, "an unknown does not hold"},
		"an unknown holds in neither":      {func(old, r *Rule) { old.Missing, r.Missing = Reported("w"), Reported("w") }, ""},
		"an unknown holds":                 {func(old, _ *Rule) { old.Missing = Reported("why") }, ""},
		"a reported unknown, of advice":    {func(old, r *Rule) { old.Severity, r.Missing = record.Advice, Reported("w") }, ""},
		"not essential":                    {func(_, r *Rule) { r.Essential = false }, "it is not essential"},
		"essential":                        {func(old, _ *Rule) { old.Essential = false }, ""},
		"neither is essential":             {func(old, r *Rule) { old.Essential, r.Essential = false, false }, ""},
		"without the exception":            {func(_, r *Rule) { r.Unless = nil }, ""},
		"an exception more":                {func(old, _ *Rule) { old.Unless = nil }, "it makes an exception for"},
		"an exception that leaves less":    {func(_, r *Rule) { r.Unless[0].Leaves = record.Advice }, "it makes an exception for"},
		"an exception that leaves more":    {func(old, _ *Rule) { old.Unless[0].Leaves = record.Advice }, ""},
		"an exception for something other": {func(_, r *Rule) { r.Unless[0].Context = record.Telemedicine }, "it makes an exception for"},
		"another exception that leaves less": {func(old, r *Rule) {
			r.Unless[0].Context, old.Unless[0].Leaves = record.Telemedicine, record.Advice
		}, "it makes an exception for"},
	} {
		old, r := base(), base()
		c.change(&old, &r)
		if err := weaker(&r, &old); c.says == "" {
			require.NoError(t, err, name)
		} else {
			require.ErrorContains(t, err, c.says, name)
		}
	}
}

// TestTheSameEvent changes one thing of an event after the other.
func TestTheSameEvent(t *testing.T) {
	at := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	override := record.Override{Rule: "a.b", Reason: record.ReasonClinical, Note: "why", Expires: at}
	base := func() record.Event {
		return record.Event{ID: "e", At: at, Recorded: at, Actor: record.Actor{ID: "n", Role: "nurse"}, Replaces: "x", Cause: "y",
			Overrides: []record.Override{override}, Body: record.Died{}}
	}
	a, b := base(), base()
	require.True(t, sameEvent(&a, &b))
	b.At, b.Recorded = at.In(time.FixedZone("", 3600)), at.In(time.FixedZone("", 3600))
	require.True(t, sameEvent(&a, &b), "an instant is the same wherever it is written")
	for name, change := range map[string]func(*record.Event){
		"ID":       func(ev *record.Event) { ev.ID = "f" },
		"At":       func(ev *record.Event) { ev.At = at.Add(1) },
		"Recorded": func(ev *record.Event) { ev.Recorded = at.Add(1) },
		"Actor":    func(ev *record.Event) { ev.Actor.ID = "m" },
		"Replaces": func(ev *record.Event) { ev.Replaces = "" },
		"Cause":    func(ev *record.Event) { ev.Cause = "" },
		"Body":     func(ev *record.Event) { ev.Body = record.Overdosed{} },
		"none":     func(ev *record.Event) { ev.Overrides = nil },
		"Rule":     func(ev *record.Event) { ev.Overrides[0].Rule = "a.c" },
		"Reason":   func(ev *record.Event) { ev.Overrides[0].Reason = record.ReasonOther },
		"Note":     func(ev *record.Event) { ev.Overrides[0].Note = "" },
		"Expires":  func(ev *record.Event) { ev.Overrides[0].Expires = at.Add(1) },
	} {
		other := base()
		change(&other)
		require.False(t, sameEvent(&a, &other), name)
		require.False(t, sameEvent(&other, &a), name)
	}
}

// TestDeviates says which findings become deviations on record: by what was done, and by how bad it is.
func TestDeviates(t *testing.T) {
	violated := func(s record.Severity) Finding { return Finding{Verdict: VerdictViolated, Severity: s} }
	held := Finding{Verdict: VerdictUnknown, Severity: record.Block, Holds: true}
	overridden := violated(record.Block)
	overridden.Override.Used = &record.Override{}
	order, dose, use := record.Order{}, record.DoseGiven{}, record.OpioidUsed{Agent: "heroin"}
	for name, c := range map[string]struct {
		body    record.Body
		finding Finding
		want    bool
	}{
		"an order that is refused":       {order, violated(record.Block), true},
		"an order that is held":          {order, held, true},
		"an order that is warned of":     {order, violated(record.Warning), false},
		"an order with advice":           {order, violated(record.Advice), false},
		"an order, and all is well":      {order, Finding{Verdict: VerdictMet, Severity: record.Block}, false},
		"an order, and not all is known": {order, Finding{Verdict: VerdictUnknown, Severity: record.Block}, false},
		"an order, overridden":           {order, overridden, false},
		"a dose that would be refused":   {dose, violated(record.Block), true},
		"a dose that is warned of":       {dose, violated(record.Warning), true},
		"a dose with advice":             {dose, violated(record.Advice), false},
		"a dose, and all is well":        {dose, Finding{Verdict: VerdictMet, Severity: record.Block}, false},
		"a dose, overridden":             {dose, overridden, false},
		"what a person does":             {use, violated(record.Block), false},
	} {
		v := View{event: &record.Event{Body: c.body}}
		require.Equal(t, c.want, v.deviates(&c.finding), name)
	}
}

// TestRank orders findings by what they do.
func TestRank(t *testing.T) {
	order := []Finding{
		{Verdict: VerdictViolated, Severity: record.Block},
		{Verdict: VerdictUnknown, Severity: record.Block, Holds: true},
		{Verdict: VerdictViolated, Severity: record.Warning},
		{Verdict: VerdictViolated, Severity: record.Advice},
		{Verdict: VerdictUnknown, Severity: record.Block},
		{Verdict: VerdictMet, Severity: record.Block},
	}
	for i := range order[1:] {
		require.Less(t, order[i].rank(), order[i+1].rank(), "%v before %v", order[i].Verdict, order[i+1].Verdict)
	}
	require.Equal(t, order[5].rank(), (&Finding{Verdict: VerdictNotApplicable, Severity: record.Block, Holds: true}).rank())
}

// TestViolated returns the violated findings of a severity, and not what was overridden.
func TestViolated(t *testing.T) {
	overridden := Finding{Rule: "overridden", Verdict: VerdictViolated, Severity: record.Warning}
	overridden.Override.Used = &record.Override{}
	d := Decision{Findings: []Finding{{Rule: "warns", Verdict: VerdictViolated, Severity: record.Warning}, overridden,
		{Rule: "blocks", Verdict: VerdictViolated, Severity: record.Block}, {Rule: "unknown", Verdict: VerdictUnknown, Severity: record.Warning},
		{Rule: "met", Verdict: VerdictMet, Severity: record.Warning}}}
	require.Len(t, d.Violated(record.Warning), 1)
	require.Equal(t, record.RuleID("warns"), d.Violated(record.Warning)[0].Rule)
	require.Len(t, d.Unknown(), 1)
	require.Empty(t, d.Violated(record.Advice))
}

// TestReverses asks which supplies are meant for an overdose: those of an antagonist that reverses one, and no challenge.
func TestReverses(t *testing.T) {
	for name, c := range map[string]struct {
		body record.Body
		want bool
	}{
		"naloxone":                   {record.DoseGiven{Product: medication.NaloxoneIN}, true},
		"nalmefene":                  {record.DoseGiven{Product: medication.NalmefeneIN}, true},
		"naloxone, handed out":       {record.TakeHomeSupplied{Substance: medication.Naloxone, Days: 1}, true},
		"nalmefene, handed out":      {record.TakeHomeSupplied{Substance: medication.Nalmefene, Days: 1}, true},
		"methadone":                  {record.DoseGiven{Product: medication.MethadoneConc}, false},
		"naltrexone":                 {record.DoseGiven{Product: medication.NtxPO}, false},
		"buprenorphine and naloxone": {record.DoseGiven{Product: medication.BupnxFilm}, false},
		"a session":                  {record.SessionAttended{}, false},
	} {
		ev := record.Event{ID: "e", Body: c.body}
		acts := record.ActsOf(&ev)
		v := View{event: &ev, acts: acts}
		require.Equal(t, c.want, reverses(&v), name)
		v.dosing.Purpose = record.PurposeChallenge
		require.False(t, reverses(&v), "%s, as a challenge", name)
	}
}
