package guidance

import (
	"cmp"
	"strings"

	"github.com/oudpath/oudpath/plan"
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
