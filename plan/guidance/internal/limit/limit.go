package limit

import (
	"cmp"
	"fmt"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/stages/scale"
)

// Days of a week, as the sources count the first one of treatment, and of the twelve months that regulations count in.
const (
	Week = 7
	Year = 365
)

// Ceiling declares a limit that is stricter the lower it is.
func Ceiling[T cmp.Ordered](id plan.ParamID, title string, options ...plan.ParamOption[T]) plan.Param[T] {
	return plan.NewParam(id, title, plan.LowerIsStricter(cmp.Compare[T]), options...)
}

// Floor declares a limit that is stricter the higher it is.
func Floor[T cmp.Ordered](id plan.ParamID, title string, options ...plan.ParamOption[T]) plan.Param[T] {
	return plan.NewParam(id, title, plan.HigherIsStricter(cmp.Compare[T]), options...)
}

// ShownIn writes the values of a limit with their unit.
func ShownIn(unit string) plan.ParamOption[int] { return plan.Shown(phrase.Counted(unit)) }

// Declaration is what declares a limit: Ceiling, Floor, and their kin for one unit.
type Declaration[T any] = func(id plan.ParamID, title string, options ...plan.ParamOption[T]) plan.Param[T]

// Scale holds a limit to the totals that the instrument can give.
func Scale(id scale.ID) plan.ParamOption[int] {
	instrument, _ := scale.Lookup(id)
	return between(instrument.Range())
}

// ChildPugh holds a limit to the scores that there are.
func ChildPugh() plan.ParamOption[int] { return between(5, 15) }

func between(least, most int) plan.ParamOption[int] {
	return plan.Valid(func(n int) error {
		if n < least || n > most {
			return fmt.Errorf("%d is not between %d and %d", n, least, most)
		}
		return nil
	})
}

// Whether declares a question that is stricter where the answer is yes.
func Whether(id plan.ParamID, title string) plan.Param[bool] {
	return plan.NewParam(id, title, plan.Strictness[bool](func(a, b bool) int {
		switch {
		case a == b:
			return 0
		case a:
			return -1
		}
		return 1
	}))
}

// MostCount declares a number that is stricter the lower it is.
func MostCount(id plan.ParamID, title string, options ...plan.ParamOption[int]) plan.Param[int] {
	return Ceiling(id, title, options...)
}

// LeastCount declares a number that is stricter the higher it is.
func LeastCount(id plan.ParamID, title string, options ...plan.ParamOption[int]) plan.Param[int] {
	return Floor(id, title, options...)
}

// MostDays declares a number of civil days that is stricter the lower it is.
func MostDays(id plan.ParamID, title string) plan.Param[int] {
	return MostCount(id, title, ShownIn("day"))
}

// LeastDays declares a number of civil days that is stricter the higher it is.
func LeastDays(id plan.ParamID, title string) plan.Param[int] {
	return LeastCount(id, title, ShownIn("day"))
}

// LeastMonths declares a number of months that is stricter the higher it is.
func LeastMonths(id plan.ParamID, title string) plan.Param[int] {
	return LeastCount(id, title, ShownIn("month"))
}

// LeastTime declares a time that is stricter the longer it is: a wait, a time without opioids.
func LeastTime(id plan.ParamID, title string, options ...plan.ParamOption[time.Duration]) plan.Param[time.Duration] {
	return Floor(id, title, options...)
}

// MostTime declares a time that is stricter the shorter it is: an age up to which a reading counts, a delay.
func MostTime(id plan.ParamID, title string, options ...plan.ParamOption[time.Duration]) plan.Param[time.Duration] {
	return Ceiling(id, title, options...)
}

// MostMass declares a mass that is stricter the lower it is.
func MostMass(id plan.ParamID, title string, options ...plan.ParamOption[medication.Mass]) plan.Param[medication.Mass] {
	return plan.NewParam(id, title, plan.LowerIsStricter(medication.Mass.Compare), options...)
}

// LeastMass declares a mass that is stricter the higher it is.
func LeastMass(id plan.ParamID, title string, options ...plan.ParamOption[medication.Mass]) plan.Param[medication.Mass] {
	return plan.NewParam(id, title, plan.HigherIsStricter(medication.Mass.Compare), options...)
}

// MostQuantity declares a measured quantity that is stricter the lower it is.
func MostQuantity(id plan.ParamID, title string) plan.Param[record.Quantity] {
	return plan.NewParam(id, title, plan.LowerIsStricter(record.Quantity.Compare))
}

// LeastQuantity declares a measured quantity that is stricter the higher it is.
func LeastQuantity(id plan.ParamID, title string) plan.Param[record.Quantity] {
	return plan.NewParam(id, title, plan.HigherIsStricter(record.Quantity.Compare))
}
