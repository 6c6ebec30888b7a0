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
func ceilingOf[T cmp.Ordered](id plan.ParamID, title string, options ...plan.ParamOption[T]) plan.Param[T] {
	return plan.NewParam(id, title, plan.LowerIsStricter(cmp.Compare[T]), options...)
}

// floorOf declares a limit that is stricter the higher it is.
func floorOf[T cmp.Ordered](id plan.ParamID, title string, options ...plan.ParamOption[T]) plan.Param[T] {
	return plan.NewParam(id, title, plan.HigherIsStricter(cmp.Compare[T]), options...)
}

// shownIn writes the values of a parameter with their unit.
func shownIn(unit string) func(int) string {
	return func(n int) string { return plural(n, unit) }
}

// declare is what declares a parameter: ceilingOf, floorOf, and their kin for one unit.
type declare[T any] = func(id plan.ParamID, title string, options ...plan.ParamOption[T]) plan.Param[T]

// ofScale holds a limit to the totals that the instrument can give.
func ofScale(id scale.ID) plan.ParamOption[int] {
	instrument, _ := scale.Lookup(id)
	return between(instrument.Range())
}

// ofChildPugh holds a limit to the scores that there are.
func ofChildPugh() plan.ParamOption[int] { return between(5, 15) }

func between(least, most int) plan.ParamOption[int] {
	return plan.Valid(func(n int) error {
		if n < least || n > most {
			return fmt.Errorf("%d is not between %d and %d", n, least, most)
		}
		return nil
	})
}
