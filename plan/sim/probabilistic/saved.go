package probabilistic

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"

	"github.com/oudpath/oudpath/plan/sim"
)

// format is the first member of saved draws.
const format = "oudpath draws 1"

// header is the first line of saved draws: what they belong to.
type header struct {
	Format     string   `json:"format"`
	Analysis   string   `json:"analysis"` // of the model with the middle values of the parameters, and of what is run
	Parameters []string `json:"parameters"`
	Arms       []string `json:"arms"`
	Rewards    []string `json:"rewards"`
}

// line is a draw as it is saved. Numbers are written so that they read back as the same bits; an error that is not known is null.
type line struct {
	Draw   uint64       `json:"draw"`
	Values []float64    `json:"values"`
	Means  [][]float64  `json:"means"`
	Errors [][]*float64 `json:"errors"`
	Gains  [][]float64  `json:"gains"`
	GainsE [][]*float64 `json:"gainErrors"`
	Sum    string       `json:"sum"` // of the line without this member, so that half a line or a changed digit is seen
}

// header describes the analysis.
func (a Analysis) header() (header, error) {
	c, err := a.compile(a.Set.Medians())
	if err != nil {
		return header{}, err
	}
	study := a.Study
	study.Workers = 0
	text := fmt.Sprintf("%s %+v %+v", c.Fingerprint(), study, a.Design)
	sum := sha256.Sum256([]byte(text))
	return header{format, hex.EncodeToString(sum[:]), a.Set.Names(), c.Arms(), c.Rewards()}, nil
}

// Resume reads what was saved, which may end in the middle of a line, hands over the draws that are there, makes those that are missing,
// and hands them over as well. What is new is written to w, which must stand where the good part of what was saved ends: Resume calls
// cut with the number of bytes that are good before it writes. Draws of another analysis are ErrSaved: a draw is another one if a
// parameter has another law or name, or the model, the people, the seed or the design differ.
func (a Analysis) Resume(ctx context.Context, saved io.Reader, cut func(good int64) error, w io.Writer, each func(Draw) error) error {
	want, err := a.header()
	if err != nil {
		return err
	}
	good, next, err := a.replay(saved, want, each)
	if err != nil {
		return err
	}
	if err := cut(good); err != nil {
		return err
	}
	if good == 0 {
		if err := writeLine(w, want); err != nil {
			return err
		}
	}
	return a.Run(ctx, next, func(d Draw) error {
		l := d.line()
		if l.Sum, err = l.sum(); err != nil {
			return err
		}
		if err := writeLine(w, l); err != nil {
			return err
		}
		return each(d)
	})
}

// replay hands over the draws that are saved, and returns how many bytes of them are good and which draw comes next.
func (a Analysis) replay(saved io.Reader, want header, each func(Draw) error) (good int64, next uint64, err error) {
	in := bufio.NewReader(saved)
	for number := 0; ; number++ {
		text, err := in.ReadBytes('\n')
		switch {
		case err == io.EOF: // the line, if there is something of one, was torn
			return good, next, nil
		case err != nil:
			return 0, 0, err
		case number == 0:
			if err := want.same(text); err != nil {
				return 0, 0, err
			}
		default:
			d, err := a.read(text, next)
			if err != nil {
				return 0, 0, fmt.Errorf("%w: line %d: %w", ErrSaved, number+1, err)
			}
			if next >= a.Draws {
				return good, next, nil
			}
			if err := each(d); err != nil {
				return 0, 0, err
			}
			next++
		}
		good += int64(len(text))
	}
}

// same compares the header of what was saved.
func (h header) same(text []byte) error {
	var old header
	switch err := json.Unmarshal(text, &old); {
	case err != nil || old.Format != h.Format:
		return fmt.Errorf("%w: it begins with %.60q", ErrSaved, text)
	case !slices.Equal(old.Parameters, h.Parameters) || !slices.Equal(old.Arms, h.Arms) || !slices.Equal(old.Rewards, h.Rewards):
		return fmt.Errorf("%w: other parameters, arms or rewards", ErrSaved)
	case old.Analysis != h.Analysis:
		return fmt.Errorf("%w: another model, or other people, seed, engine or design", ErrSaved)
	}
	return nil
}

// read reads a saved draw and compares its parameters with what would be drawn now.
func (a Analysis) read(text []byte, number uint64) (Draw, error) {
	var l line
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&l); errors.Is(err, io.EOF) {
		return Draw{}, errors.New("the line is empty")
	} else if err != nil {
		return Draw{}, err
	}
	switch sum, err := l.sum(); {
	case err != nil:
		return Draw{}, err
	case sum != l.Sum:
		return Draw{}, fmt.Errorf("its checksum is not that of what it holds")
	case l.Draw != number:
		return Draw{}, fmt.Errorf("draw %d comes where draw %d is expected", l.Draw, number)
	case !slices.Equal(l.Values, a.Set.Draw(a.Design, number).All()):
		return Draw{}, fmt.Errorf("a parameter has another law now")
	}
	return Draw{Number: number, Values: l.Values, Means: join(l.Means, l.Errors), Gains: join(l.Gains, l.GainsE)}, nil
}

func (l line) sum() (string, error) {
	l.Sum = ""
	text, err := json.Marshal(l)
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:8]), err
}

func (d Draw) line() line {
	l := line{Draw: d.Number, Values: d.Values}
	l.Means, l.Errors = apart(d.Means)
	l.Gains, l.GainsE = apart(d.Gains)
	return l
}

// apart splits estimates into means and errors, null where an error is not known.
func apart(all [][]sim.Estimate) (means [][]float64, errs [][]*float64) {
	for _, row := range all {
		m, e := make([]float64, len(row)), make([]*float64, len(row))
		for i, x := range row {
			m[i] = x.Mean
			if !math.IsNaN(x.StandardError) {
				e[i] = &x.StandardError
			}
		}
		means, errs = append(means, m), append(errs, e)
	}
	return means, errs
}

func join(means [][]float64, errs [][]*float64) [][]sim.Estimate {
	all := make([][]sim.Estimate, len(means))
	for i, row := range means {
		for j, m := range row {
			e := sim.Estimate{Mean: m, StandardError: math.NaN()}
			if i < len(errs) && j < len(errs[i]) && errs[i][j] != nil {
				e.StandardError = *errs[i][j]
			}
			all[i] = append(all[i], e)
		}
	}
	return all
}

func writeLine(w io.Writer, v any) error {
	text, err := json.Marshal(v)
	if err != nil {
		return err
	}
	_, err = w.Write(append(text, '\n'))
	return err
}
