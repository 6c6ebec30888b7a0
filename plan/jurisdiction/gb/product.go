package gb

import (
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/product"
	"github.com/oudpath/oudpath/plan/jurisdiction/internal/shared"
)

// productSettings say whose products can be had, and when an entry is taken for one that was made twice.
func productSettings() []plan.Setting {
	return append(shared.Entries(), product.Market().Country.Always("gb", evidence.Decision(17).Cite()))
}
