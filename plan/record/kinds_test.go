package record

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// TestEveryKindHasAWholeRow names the part of a row that was forgotten.
func TestEveryKindHasAWholeRow(t *testing.T) {
	bodies, names := map[reflect.Type]Kind{}, map[string]Kind{}
	require.Equal(t, row{}, kinds[0], "the zero kind is invalid")
	for k := Kind(1); k < kindEnd; k++ {
		row := kinds[k]
		if row.zero == nil {
			t.Errorf("kind %d, after %s, has no row", k, kinds[k-1].name)
			continue
		}
		body := reflect.TypeOf(row.zero)
		require.NotEmpty(t, row.name, "%s has no name", body)
		require.Contains(t, []class{care, observed, derived, intent}, row.class, "%s has no class", row.name)
		require.NotNil(t, row.text, "%s has no text", row.name)
		require.NotNil(t, row.meaning, "%s has no meaning", row.name)
		require.Equal(t, k, row.zero.Kind(), "the row of %s holds a %s", row.name, body)
		require.Zero(t, bodies[body], "%s is the body of two kinds", body)
		require.Zero(t, names[row.name], "%q is the name of two kinds", row.name)
		bodies[body], names[row.name] = k, k
		require.NotEqual(t, unknownBody, Describe(row.zero), "%s", row.name)
		ev := Event{Body: row.zero}
		acts := ActsOf(&ev)
		if k != KindScreened { // a drug screen means what its results mean
			require.NotZero(t, acts.Means(), "%s means nothing", row.name)
		}
		if !k.Intent() && k > 1 {
			require.False(t, (k - 1).Intent(), "%s is a fact, and stands among the intents", row.name)
		}
	}
}

// TestTheNamesOfKinds holds the names that are on record, and what each is to the engine: both are repeated here on purpose.
func TestTheNamesOfKinds(t *testing.T) {
	want := map[class]string{
		observed: "person-registered diagnosis-recorded opioid-used scored signs-observed measured screened pregnancy-reported " +
			"allergy-reported condition-reported dose-missed doses-lost session-missed service-declined visit-missed returned-to-use " +
			"overdosed precipitated-withdrawal adverse-event consent-recorded died",
		care: "medicine-reported reviewed assessed challenged dose-given dose-taken dose-held take-home-supplied naloxone-supplied " +
			"session-attended reward-earned prevention-plan-made needs-recorded context-stated override-granted custom retracted",
		derived: "stage-moved course-moved deviation-recorded deviation-withdrawn",
		intent: "order stage-move level-move course-move stop-medication plan-end-date take-home-grant withdrawal-management " +
			"force-move",
	}
	got := map[class][]string{}
	for _, k := range AllKinds() {
		got[kinds[k].class] = append(got[kinds[k].class], k.String())
		require.Equal(t, kinds[k].class == intent, k.Intent())
		require.Equal(t, kinds[k].class == observed, k.Observation())
		require.Equal(t, kinds[k].class == derived, k.Derived())
		back, err := ParseKind(k.String())
		require.NoError(t, err)
		require.Equal(t, k, back)
	}
	for class, names := range want {
		require.Equal(t, names, strings.Join(got[class], " "))
	}
	for _, k := range []Kind{0, kindEnd, 255} {
		require.False(t, k.Valid() || k.Intent() || k.Observation() || k.Derived())
		require.Nil(t, k.Zero())
	}
}

// stranger is a body of no kind, or of one that has a type of its own.
type stranger struct{ kind Kind }

func (s stranger) Kind() Kind    { return s.kind }
func (stranger) Validate() error { return nil }

type embedding struct{ Order }

// TestABodyFromElsewhere holds that a body of a type that is none of this package's is an error at the door, and never a panic
// behind it.
func TestABodyFromElsewhere(t *testing.T) {
	for _, body := range []Body{nil, &Order{}, (*Order)(nil), stranger{}, stranger{kindEnd}, stranger{255}, stranger{KindOrder}, embedding{}} {
		ev := Event{ID: "e", At: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC), Body: body}
		require.ErrorIs(t, ev.Validate(), ErrEvent, "%T", body)
		if pointer := reflect.ValueOf(body); pointer.Kind() == reflect.Pointer && pointer.IsNil() {
			continue // only the door sees it
		}
		require.Equal(t, unknownBody, Describe(body), "%T", body)
		acts := ActsOf(&ev)
		require.Zero(t, acts.Len(), "%T", body)
	}
}

// TestTheWayToAMeaningAllocatesNothing reads an event of each kind. Those that name an agent look it up, which is not asked here.
func TestTheWayToAMeaningAllocatesNothing(t *testing.T) {
	var acts Acts
	for _, k := range AllKinds() {
		switch k {
		case KindOpioidUsed, KindReturnedToUse, KindOverdosed, KindMedicineReported:
			continue
		}
		ev := Event{Body: k.Zero()}
		require.Zero(t, testing.AllocsPerRun(100, func() { acts.Read(&ev) }), "%s", k)
	}
}
