// Package columnar writes the tables of a simulation as Parquet, which R, Python, DuckDB and others read without being told what the
// columns hold. The numbers are those of package report, all digits of them; a number that is not known is null, and never 0. Every file
// carries where its numbers come from in its metadata, under ProvenanceKey: the same JSON that stands above the CSV.
//
// It stands in a module of its own, so that the library does not depend on who writes Parquet. It reads nothing: results that another
// process goes on with are archives ((*sim.Result).WriteArchive).
package columnar

import (
	"encoding/json"
	"io"
	"iter"
	"math"

	"github.com/parquet-go/parquet-go"

	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/plan/sim/probabilistic"
	"github.com/oudpath/oudpath/plan/sim/report"
)

// ProvenanceKey is the key of the metadata under which a file holds its report.Provenance as JSON.
const ProvenanceKey = "provenance"

// numberRow is a row of the tables of numbers.
type numberRow struct {
	Arm           string   `parquet:"arm,dict"`
	Kind          string   `parquet:"kind,dict"`
	Name          string   `parquet:"name,dict"`
	Moment        *int32   `parquet:"moment"` // null for a number of the whole study
	Value         *float64 `parquet:"value"`
	StandardError *float64 `parquet:"standard_error"`
}

// Write writes rows of report.Rows or report.PeopleRows with the columns arm, kind, name, moment (null for a number of the whole study),
// value and standard_error. It returns the first error of the rows, or of w; what was written by then is no Parquet file.
func Write(w io.Writer, p report.Provenance, rows iter.Seq2[report.Row, error]) error {
	return write(w, p, func(yield func(numberRow, error) bool) {
		for v, err := range rows {
			row := numberRow{Arm: v.Arm, Kind: v.Kind, Name: v.Name, Value: known(v.Value), StandardError: known(v.StandardError)}
			if v.Moment != report.Whole {
				moment := int32(v.Moment)
				row.Moment = &moment
			}
			if !yield(row, err) {
				return
			}
		}
	})
}

// drawRow is a row of the table of draws.
type drawRow struct {
	Draw          int64    `parquet:"draw"`
	Kind          string   `parquet:"kind,dict"`
	Arm           *string  `parquet:"arm,dict"` // null for a parameter
	Name          string   `parquet:"name,dict"`
	Value         *float64 `parquet:"value"`
	StandardError *float64 `parquet:"standard_error"`
}

// WriteDraws writes the draws of a probabilistic analysis with the columns draw, kind (parameter, reward, gain against the first arm), arm
// (null for a parameter), name, value and standard_error (the Monte-Carlo error; null for a parameter). parameters are the names of what
// was drawn, in the order of (*uncertainty.Set).Names.
func WriteDraws(w io.Writer, p report.Provenance, c *sim.Compiled, parameters []string, draws []probabilistic.Draw) error {
	return write(w, p, func(yield func(drawRow, error) bool) {
		for _, d := range draws {
			if !yieldDraw(yield, c, parameters, d) {
				return
			}
		}
	})
}

func yieldDraw(yield func(drawRow, error) bool, c *sim.Compiled, parameters []string, d probabilistic.Draw) bool {
	for i, name := range parameters {
		if !yield(drawRow{Draw: int64(d.Number), Kind: "parameter", Name: name, Value: known(d.Values[i])}, nil) {
			return false
		}
	}
	for a, arm := range c.Arms() {
		for r, name := range c.Rewards() {
			estimate := func(kind string, e sim.Estimate) bool {
				return yield(drawRow{int64(d.Number), kind, &arm, name, known(e.Mean), known(e.StandardError)}, nil)
			}
			if !estimate("reward", d.Means[a][r]) || !estimate("gain", d.Gains[a][r]) {
				return false
			}
		}
	}
	return true
}

// batch is how many rows are handed over at a time.
const batch = 1024

// write writes rows of any kind, and the provenance.
func write[Row any](w io.Writer, p report.Provenance, rows iter.Seq2[Row, error]) error {
	text, err := json.Marshal(p)
	if err != nil {
		return err
	}
	out := parquet.NewGenericWriter[Row](w, parquet.KeyValueMetadata(ProvenanceKey, string(text)), parquet.Compression(&parquet.Snappy))
	held := make([]Row, 0, batch)
	for row, err := range rows {
		if err != nil {
			return err
		}
		if held = append(held, row); len(held) == batch {
			if _, err := out.Write(held); err != nil {
				return err
			}
			held = held[:0]
		}
	}
	if _, err := out.Write(held); err != nil {
		return err
	}
	return out.Close()
}

// known returns a number, and nil for one that is not known.
func known(x float64) *float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	return &x
}
