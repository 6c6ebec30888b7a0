package guidance

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/stages/scale"
)

// spelled writes a name of the vocabulary for a reader: "head injury".
func spelled[T ~string](name T) string { return strings.ReplaceAll(string(name), "-", " ") }

// ceilingOf declares a limit that is stricter the lower it is.
func ceilingOf[T cmp.Ordered](id plan.ParamID, title string) *plan.Param[T] {
	return plan.NewParam(id, title, plan.LowerIsStricter(cmp.Compare[T]))
}

// floorOf declares a limit that is stricter the higher it is.
func floorOf[T cmp.Ordered](id plan.ParamID, title string) *plan.Param[T] {
	return plan.NewParam(id, title, plan.HigherIsStricter(cmp.Compare[T]))
}

// shownIn writes the values of a parameter with their unit.
func shownIn(unit string) func(int) string {
	return func(n int) string { return plural(n, unit) }
}

// ofScale holds a limit to the totals that the instrument can give.
func ofScale(id scale.ID, p *plan.Param[int]) *plan.Param[int] {
	instrument, _ := scale.Lookup(id)
	least, most := instrument.Range()
	return between(least, most, p)
}

// ofChildPugh holds a limit to the scores that there are.
func ofChildPugh(p *plan.Param[int]) *plan.Param[int] { return between(5, 15, p) }

func between(least, most int, p *plan.Param[int]) *plan.Param[int] {
	return p.Valid(func(n int) error {
		if n < least || n > most {
			return fmt.Errorf("%d is not between %d and %d", n, least, most)
		}
		return nil
	})
}
