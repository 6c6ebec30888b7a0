package interaction

import (
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/record"
)

// QTcLimits are the limits of the corrected QT interval, in milliseconds.
type QTcLimits struct{ Caution, Danger plan.Param[record.Quantity] }

var qtcLimit = QTcLimits{
	limit.MostQuantity("methadone.qtc.caution.at", "QTc in ms from which the risk is talked about and watched"),
	limit.MostQuantity("methadone.qtc.danger.at", "QTc in ms from which methadone is neither started nor raised"),
}

// QTcLimit returns the limits of the corrected QT interval, in milliseconds.
func QTcLimit() QTcLimits { return qtcLimit }
