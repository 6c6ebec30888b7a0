package studyfile

import (
	"fmt"
	"strings"

	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/sim/uncertainty"
)

// correlation says that parameters vary together: each keeps its law, and the normal values behind them have the matrix.
type correlation struct {
	Parameters []string          `document:"required"`
	Matrix     [][]float64       `document:"required"` // symmetric, with ones on its diagonal, a row and a column for each parameter
	Source     evidence.Citation `document:"required"`
}

// correlate takes the parameters of correlations out of those that vary by themselves, and declares them together.
func (s *Study) correlate(w written, alone map[string]uncertainty.Parameter) ([]uncertainty.Declaration, error) {
	var all []uncertainty.Declaration
	for i, c := range w.Correlations {
		at := fmt.Sprintf("correlations[%d]", i)
		if err := c.Source.Validate(); err != nil {
			return nil, s.at(at, "%w", err)
		}
		together := uncertainty.Correlated{Correlation: c.Matrix}
		for _, name := range c.Parameters {
			p, known := alone[name]
			if _, declared := w.Parameters[name]; declared && !known {
				return nil, s.at(at, "the parameter %q is correlated twice", name)
			}
			if !known {
				return nil, s.at(at, "there is no parameter %q; shares that sum to one vary together already", name)
			}
			delete(alone, name)
			together.Parameters = append(together.Parameters, p)
		}
		if len(c.Parameters) < 2 {
			return nil, s.at(at, "%d parameters", len(c.Parameters))
		}
		if _, err := uncertainty.NewSet(together); err != nil {
			return nil, s.at(at, "%w", err)
		}
		all = append(all, together)
		s.sourced = append(s.sourced, sourced{"correlation of " + strings.Join(c.Parameters, ", "), c.Source})
	}
	return all, nil
}
