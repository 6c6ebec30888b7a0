package columnar_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
	"github.com/stretchr/testify/require"

	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/plan/sim/export/columnar"
	"github.com/oudpath/oudpath/plan/sim/probabilistic"
	"github.com/oudpath/oudpath/plan/sim/report"
)

var invented = evidence.Source{ID: "invented-for-a-test", Title: "invented for a test"}.At("", evidence.Unconfirmed)

// result is of two arms, an event, a measure and a reward. All numbers are invented.
func result(t testing.TB, e sim.Engine, horizon int) *sim.Result {
	c, err := sim.Model{Name: "two arms", Cycle: sim.Week, Horizon: horizon, Conversion: sim.CompetingExponential,
		States:      []sim.State{{Name: "treatment"}, {Name: "out"}},
		Transitions: []sim.Transition{{Name: "leaving", From: "treatment", To: "out", Hazard: sim.Constant(0.05), Source: invented}},
		Events:      []sim.Event{{Name: "lapse", In: "treatment", Hazard: sim.Probability(0.1), Source: invented}},
		Measures:    []sim.Measure{{Name: "leaves", Leaving: "treatment"}},
		Rewards:     []sim.Reward{{Name: "cost", Timing: sim.CycleStart, Parts: []sim.Part{{In: "treatment", Value: 100}}}},
		Arms: []sim.Arm{{Name: "usual", Start: map[string]float64{"treatment": 1}},
			{Name: "longer", Start: map[string]float64{"treatment": 1}, Effects: []sim.Effect{{On: "leaving", By: 0.5, Source: invented}}}}}.Compile()
	require.NoError(t, err)
	r, err := c.Run(context.Background(), sim.Study{Engine: e, People: 100, Seed: 7})
	require.NoError(t, err)
	return r
}

func Example() {
	model := sim.Model{Cycle: sim.Week, Horizon: 1, Conversion: sim.CompetingExponential, States: []sim.State{{Name: "treatment"}},
		Arms: []sim.Arm{{Name: "usual", Start: map[string]float64{"treatment": 1}}}}
	c, _ := model.Compile()
	r, err := c.Run(context.Background(), sim.Study{Engine: sim.Cohort})
	if err != nil {
		fmt.Println(err)
		return
	}
	var file bytes.Buffer
	if err := columnar.Write(&file, report.Of(r, "one state", ""), report.Rows(r)); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%s", file.Bytes()[:4])
	// Output: PAR1
}

// row is what a reader of others' files declares for the columns that Write promises.
type row struct {
	Arm           string   `parquet:"arm"`
	Kind          string   `parquet:"kind"`
	Name          string   `parquet:"name"`
	Moment        *int32   `parquet:"moment"`
	Value         *float64 `parquet:"value"`
	StandardError *float64 `parquet:"standard_error"`
}

// expected collects rows; what is not known is nil.
func expected(t *testing.T, rows iter.Seq2[report.Row, error]) (all []row) {
	some := func(x float64) *float64 {
		if math.IsNaN(x) {
			return nil
		}
		return &x
	}
	for v, err := range rows {
		require.NoError(t, err)
		r := row{Arm: v.Arm, Kind: v.Kind, Name: v.Name, Value: some(v.Value), StandardError: some(v.StandardError)}
		if moment := int32(v.Moment); v.Moment >= 0 {
			r.Moment = &moment
		}
		all = append(all, r)
	}
	return all
}

// TestNumbersAreThoseOfTheResult covers every engine, and more rows than are handed over at a time.
func TestNumbersAreThoseOfTheResult(t *testing.T) {
	for _, e := range []sim.Engine{sim.Cohort, sim.Step, sim.Jump, sim.Counts} {
		r := result(t, e, 300)
		p := report.Of(r, "t", "v1")
		var b, again bytes.Buffer
		require.NoError(t, columnar.Write(&b, p, report.Rows(r)))
		require.NoError(t, columnar.Write(&again, p, report.Rows(r)))
		require.Equal(t, b.Bytes(), again.Bytes(), "the same file for the same result")
		got, err := parquet.Read[row](bytes.NewReader(b.Bytes()), int64(b.Len()))
		require.NoError(t, err)
		require.Greater(t, len(got), 1024)
		require.Empty(t, cmp.Diff(expected(t, report.Rows(r)), got), e)

		file, err := parquet.OpenFile(bytes.NewReader(b.Bytes()), int64(b.Len()))
		require.NoError(t, err)
		text, found := file.Lookup(columnar.ProvenanceKey)
		require.True(t, found)
		var read report.Provenance
		require.NoError(t, json.Unmarshal([]byte(text), &read))
		require.Empty(t, cmp.Diff(p, read))
		require.Equal(t, r.Compiled().Fingerprint(), read.Fingerprint)
		require.Equal(t, uint64(7), read.Study.Seed)
	}
}

func TestPeople(t *testing.T) {
	r := result(t, sim.Cohort, 12)
	o, err := r.Open(100, 5)
	require.NoError(t, err)
	var b bytes.Buffer
	require.NoError(t, columnar.Write(&b, report.Of(r, "", ""), report.PeopleRows(r.Compiled(), o)))
	got, err := parquet.Read[row](bytes.NewReader(b.Bytes()), int64(b.Len()))
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(expected(t, report.PeopleRows(r.Compiled(), o)), got))
	require.Nil(t, got[0].StandardError)
}

func TestDraws(t *testing.T) {
	r := result(t, sim.Step, 12)
	estimates := func(x float64) [][]sim.Estimate {
		return [][]sim.Estimate{{{Mean: x, StandardError: 0.5}}, {{Mean: 2 * x, StandardError: math.NaN()}}}
	}
	draws := []probabilistic.Draw{{Number: 0, Values: []float64{0.25}, Means: estimates(10), Gains: estimates(1)},
		{Number: 1, Values: []float64{0.75}, Means: estimates(20), Gains: estimates(2)}}
	var b bytes.Buffer
	require.NoError(t, columnar.WriteDraws(&b, report.Of(r, "", ""), r.Compiled(), []string{"leaving"}, draws))
	type drawn struct {
		Draw          int64    `parquet:"draw"`
		Kind          string   `parquet:"kind"`
		Arm           *string  `parquet:"arm"`
		Name          string   `parquet:"name"`
		Value         *float64 `parquet:"value"`
		StandardError *float64 `parquet:"standard_error"`
	}
	got, err := parquet.Read[drawn](bytes.NewReader(b.Bytes()), int64(b.Len()))
	require.NoError(t, err)
	usual, longer, at := "usual", "longer", func(x float64) *float64 { return &x }
	want := []drawn{{0, "parameter", nil, "leaving", at(0.25), nil},
		{0, "reward", &usual, "cost", at(10), at(0.5)}, {0, "gain", &usual, "cost", at(1), at(0.5)},
		{0, "reward", &longer, "cost", at(20), nil}, {0, "gain", &longer, "cost", at(2), nil},
		{1, "parameter", nil, "leaving", at(0.75), nil},
		{1, "reward", &usual, "cost", at(20), at(0.5)}, {1, "gain", &usual, "cost", at(2), at(0.5)},
		{1, "reward", &longer, "cost", at(40), nil}, {1, "gain", &longer, "cost", at(4), nil}}
	require.Empty(t, cmp.Diff(want, got))
}

// full is a disk without room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, io.ErrShortWrite }

func TestErrorsAreTold(t *testing.T) {
	r := result(t, sim.Cohort, 12)
	require.ErrorIs(t, columnar.Write(full{}, report.Of(r, "", ""), report.Rows(r)), io.ErrShortWrite)
	torn := errors.New("torn")
	require.ErrorIs(t, columnar.Write(io.Discard, report.Of(r, "", ""), func(yield func(report.Row, error) bool) { yield(report.Row{}, torn) }), torn)
}
