package exposure_test

import (
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/exposure"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/stretchr/testify/require"
)

// TestTheLastReversal is the latest of the doses against an overdose and of challenges, whatever the agent.
func TestTheLastReversal(t *testing.T) {
	naloxone := record.DoseGiven{Product: medication.NaloxoneIN, Dose: dose(4)}
	nalmefene := record.DoseGiven{Product: medication.NalmefeneIN, Dose: dose(2)}
	for name, c := range map[string]struct {
		told []told
		want time.Duration
		ok   bool
	}{
		"none":                  {nil, 0, false},
		"an opioid alone":       {[]told{{0, given(30)}}, 0, false},
		"one":                   {[]told{{hour, naloxone}}, hour, true},
		"one again":             {[]told{{hour, naloxone}, {2 * hour, naloxone}}, 2 * hour, true},
		"naloxone first":        {[]told{{hour, naloxone}, {2 * hour, nalmefene}}, 2 * hour, true},
		"nalmefene first":       {[]told{{hour, nalmefene}, {2 * hour, naloxone}}, 2 * hour, true},
		"both at the same time": {[]told{{hour, nalmefene}, {hour, naloxone}}, hour, true},
	} {
		n := ask(day, given(10), c.told...)
		last, ok := n.Reversed()
		require.Equal(t, c.ok, ok, name)
		if ok {
			require.Equal(t, monday.Add(c.want), last.At, name)
			require.NotEmpty(t, n.Notes.Read, name)
		} else {
			require.Empty(t, n.Notes.Read, name)
		}
	}
}

// TestToldUse is found by its substance, by its class, and as what no table classes.
func TestToldUse(t *testing.T) {
	n := ask(day, given(10), told{0, record.OpioidUsed{Agent: "methadone"}}, told{hour, record.OpioidUsed{Agent: "something unheard of"}})
	c, ok := n.ToldOf(medication.Methadone)
	require.True(t, ok)
	require.Equal(t, monday, c.At)
	c, ok = n.Unclassed()
	require.True(t, ok)
	require.Equal(t, "something unheard of", c.Agent)
	for _, s := range []medication.Substance{medication.Buprenorphine, medication.Substance(medication.SubstanceCount), 255} {
		_, ok = n.ToldOf(s)
		require.False(t, ok, s)
	}
	full, last := 0, medication.Class(0)
	for class := medication.Class(1); class.Valid(); class++ {
		if _, ok := n.Told(class); ok {
			full++
		}
		last = class
	}
	require.Positive(t, full)
	for class := last + 1; class != 0; class++ {
		_, ok = n.Told(class)
		require.False(t, ok, class)
	}
	nobody := ask(day, given(10))
	_, ok = nobody.Unclassed()
	require.False(t, ok)
	require.Empty(t, exposure.ClassesOf(medication.Substance(medication.SubstanceCount)))
	_, known := n.Highest(medication.Substance(medication.SubstanceCount), day)
	require.Equal(t, truth.No, known)
}

// TestLossesComeFromTheEnd takes what is lost from the supply that reaches furthest, and then from the next.
func TestLossesComeFromTheEnd(t *testing.T) {
	near := record.TakeHomeSupplied{Substance: medication.Methadone, Days: 3}
	far := record.TakeHomeSupplied{Substance: medication.Methadone, Days: 3, First: civil.Must(2026, 3, 10)}
	for _, order := range [][]told{{{0, near}, {hour, far}}, {{0, far}, {hour, near}}} {
		for lost, want := range map[int][2]int{0: {3, 3}, 1: {3, 2}, 3: {3, 0}, 4: {2, 0}, 6: {0, 0}, 9: {0, 0}} {
			events := order
			if lost > 0 {
				events = append(order[:2:2], told{2 * hour, record.DosesLost{Substance: medication.Methadone, Days: lost, How: record.LossStolen}})
			}
			n := ask(3*hour, given(10), events...)
			var got [2]int
			for s := range n.Supplies(medication.Methadone) {
				which := 0
				if s.First == far.First {
					which = 1
				}
				got[which] = s.Last.Since(s.First) + 1
			}
			require.Equal(t, want, got, "%d lost of a supply now and one later", lost)
		}
	}
}

// TestPastSuppliesAreKeptOnce keeps of what cannot be in the hand any more the last supply of each product.
func TestPastSuppliesAreKeptOnce(t *testing.T) {
	home := func(p medication.ProductID) record.Body {
		return record.TakeHomeSupplied{Substance: medication.Methadone, Days: 3, Product: p, Dose: dose(60)}
	}
	count := func(events ...told) (n int) {
		for range ask(40*day, given(10), events...).Supplies(medication.Methadone) {
			n++
		}
		return n
	}
	liquid, tablet := home(medication.MethadoneConc), home(medication.MethadoneTab)
	require.Equal(t, 1, count(told{0, liquid}))
	require.Equal(t, 2, count(told{0, liquid}, told{10 * day, liquid}), "the one before, and the last")
	require.Equal(t, 2, count(told{0, liquid}, told{10 * day, liquid}, told{20 * day, liquid}))
	require.Equal(t, 3, count(told{0, liquid}, told{10 * day, tablet}, told{20 * day, liquid}), "another product is another supply")
	require.Equal(t, 3, count(told{0, liquid}, told{day, liquid}, told{2 * day, liquid}), "all may be in the hand")
}

// TestAPromiseIsCarriedOutAsFarAsItIsHandedOver orders two weeks with their supply, of which some are handed over on the day.
func TestAPromiseIsCarriedOutAsFarAsItIsHandedOver(t *testing.T) {
	order := record.Order{Product: medication.MethadoneConc, Dose: dose(60), SupplyDays: 14}
	home := func(days int) record.Body {
		return record.TakeHomeSupplied{Substance: medication.Methadone, Days: days, Product: medication.MethadoneConc, Dose: dose(60),
			First: civil.Of(monday, time.UTC)}
	}
	for handed, want := range map[int]int{1: 13, 7: 13, 13: 13, 14: 13, 15: 14, 20: 19} {
		n := ask(2*hour, given(10), told{0, order}, told{hour, home(handed)})
		require.Equal(t, want, n.InHand(medication.Methadone, n.Day).Before, "%d days of 14 handed over", handed)
	}
}

// TestWhatWasReadIsNoted asks about the hand, with a supply of which nothing is left, and about the last contact with a class.
func TestWhatWasReadIsNoted(t *testing.T) {
	home := func(days int) record.Body {
		return record.TakeHomeSupplied{Substance: medication.Methadone, Days: days, Product: medication.MethadoneConc, Dose: dose(60)}
	}
	n := ask(10*day, given(10), told{0, home(3)}, told{9 * day, home(3)})
	require.Equal(t, 2, n.InHand(medication.Methadone, n.Day).Before)
	require.Equal(t, []record.EventID{"1"}, noted(n))

	n = ask(2*hour, given(10), told{0, record.OpioidUsed{Agent: "heroin"}})
	_, ok := n.LastOf(medication.ClassesOf(medication.Benzodiazepine))
	require.False(t, ok)
	require.Empty(t, noted(n))
	_, ok = n.LastOf(medication.ClassesOf(medication.ShortActingOpioid))
	require.True(t, ok)
	require.Equal(t, []record.EventID{"0"}, noted(n))
}

func noted(n *exposure.Now) (ids []record.EventID) {
	for _, ev := range n.Notes.Read {
		ids = append(ids, ev.ID)
	}
	return ids
}

// TestGrantsAreUsed takes what is handed out from the grants, the oldest first.
func TestGrantsAreUsed(t *testing.T) {
	grant := func(days, closed int) record.Body {
		return record.TakeHomeGrant{Product: medication.MethadoneConc, Days: days, ClosureDays: closed}
	}
	supply := func(days int) record.Body {
		return record.TakeHomeSupplied{Substance: medication.Methadone, Days: days}
	}
	for supplied, want := range map[int]int{1: 12, 6: 12, 7: 12, 8: 12, 12: 12, 13: 13} {
		n := ask(3*hour, given(10), told{0, grant(7, 1)}, told{hour, grant(5, 0)}, told{2 * hour, supply(supplied)})
		require.Equal(t, want, n.InHand(medication.Methadone, n.Day).Before, "%d days of 7 and 5 that were granted", supplied)
	}
}
